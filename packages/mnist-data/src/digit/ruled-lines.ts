import type { GrayImage } from '../image/gray-image'

/** Part of a row that a ruled line covers at least. */
const COVERAGE = 0.8
/** Thickest ruled line, as a part of the picture's longer side. */
const THICKNESS = 0.025
/** Shorter pictures are not searched: their strokes are as thin as lines. */
const LEAST_SIDE = 40
/** Steepest lines that are found: rise over the width, and the steps on the way there. */
const STEEPEST = 0.06
const SLOPES = 24
/** A line is fainter than the ink if it has less than this part of its strength. */
const FAINT = 0.75

/** A ruled line: its rows at the middle of the picture, what they cover together, and its strength. */
interface Line {
  readonly first: number
  readonly last: number
  readonly covered: number
  readonly strength: number
}

/**
 * Removes ruled lines, of one direction or squared, from the differences between a picture and its paper.
 * A ruled line is thin, straight and crosses the picture. Strokes are kept where they cross a line. One
 * or two lines as strong as the ink are kept, because they may be strokes of a character that fills the
 * picture.
 * @param least differences below this belong to the paper
 */
export function removeRuledLines(differences: GrayImage, least: number): GrayImage {
  if (Math.min(differences.width, differences.height) < LEAST_SIDE) return differences
  return transpose(removeAlong(transpose(removeAlong(differences, least)), least))
}

/** Removes lines that run from left to right. */
function removeAlong(image: GrayImage, least: number): GrayImage {
  const found = bestLines(image, least)
  if (found === null) return image
  const { slope, lines } = found
  const ink = strengthOfInk(image, least)
  const isFaint = lines.every(({ strength }) => strength < FAINT * ink)
  if (lines.length < 3 && !isFaint) return image
  const pixels = image.pixels.slice()
  for (const line of lines) erase(pixels, image, { line, slope, least })
  // Slanted lines that the upper or lower edge cuts off leave short pieces there.
  const edge = Math.ceil((Math.abs(slope) * image.width) / 2) * image.width
  pixels.fill(0, 0, edge).fill(0, pixels.length - edge)
  return { ...image, pixels }
}

/** The lines of the slope along which they cover most. */
function bestLines(image: GrayImage, least: number) {
  let best: { slope: number; lines: Line[]; covered: number } | null = null
  for (let step = -SLOPES; step <= SLOPES; step++) {
    const slope = (STEEPEST * step) / SLOPES
    const lines = linesOf(image, slope, least)
    const covered = lines.reduce((sum, line) => sum + line.covered, 0)
    if (covered > (best?.covered ?? 0)) best = { slope, lines, covered }
  }
  return best
}

/** The row of a line at column x, if it is at row y in the middle. */
function rowAt(y: number, x: number, width: number, slope: number): number {
  return y + Math.round(slope * (x - width / 2))
}

/** What {@link rowAt} adds for each column. */
function offsetsOf(width: number, slope: number): Int32Array {
  return Int32Array.from({ length: width }, (_, x) => rowAt(0, x, width, slope))
}

function linesOf({ width, height, pixels }: GrayImage, slope: number, least: number): Line[] {
  const thickest = Math.max(1, Math.round(THICKNESS * Math.max(width, height)))
  const lines: Line[] = []
  let first: number | null = null
  let covered = 0
  const offsets = offsetsOf(width, slope)
  for (let y = 0; y <= height; y++) {
    const part = y < height ? coverage(pixels, { width, height, y, offsets, least }) : 0
    if (part >= COVERAGE) {
      if (first === null) [first, covered] = [y, 0]
      covered += part
    } else if (first !== null) {
      if (y - first <= thickest) {
        const strength = medianStrength(pixels, { width, height, first, last: y - 1, slope })
        lines.push({ first, last: y - 1, covered, strength })
      }
      first = null
    }
  }
  return lines
}

/** The part of a row along a slope that differs from the paper, or less if that is below COVERAGE. */
function coverage(
  pixels: Float64Array,
  at: { width: number; height: number; y: number; offsets: Int32Array; least: number },
): number {
  const { width, height, y, offsets, least } = at
  let covered = 0
  // Rows that cannot reach the share any more are left early.
  for (let x = 0; x < width && covered >= x - (1 - COVERAGE) * width; x++) {
    const row = y + offsets[x]
    if (row >= 0 && row < height && Math.abs(pixels[row * width + x]) >= least) covered++
  }
  return covered / width
}

function medianStrength(
  pixels: Float64Array,
  at: { width: number; height: number; first: number; last: number; slope: number },
): number {
  const { width, height, first, last, slope } = at
  const values: number[] = []
  for (let x = 0; x < width; x++) {
    let strongest = 0
    for (let y = first; y <= last; y++) {
      const row = rowAt(y, x, width, slope)
      if (row >= 0 && row < height)
        strongest = Math.max(strongest, Math.abs(pixels[row * width + x]))
    }
    values.push(strongest)
  }
  values.sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)]
}

/** The strength that one of a hundred pixels of a stroke exceeds. */
function strengthOfInk({ pixels }: GrayImage, least: number): number {
  const strengths = pixels.map(Math.abs).filter((strength) => strength >= least)
  strengths.sort()
  return strengths[Math.floor(0.99 * (strengths.length - 1))] ?? 0
}

/** Sets a line to paper, except where a stroke crosses it or is stronger than it. */
function erase(
  pixels: Float64Array,
  { width, height, pixels: source }: GrayImage,
  { line, slope, least }: { line: Line; slope: number; least: number },
): void {
  const { first, last, strength } = line
  const stronger = strength + Math.max(least, 0.3 * strength)
  const isInk = (x: number, y: number) => {
    for (let near = Math.max(0, x - 1); near <= Math.min(width - 1, x + 1); near++) {
      const row = rowAt(y, near, width, slope)
      if (row >= 0 && row < height && Math.abs(source[row * width + near]) >= 2 * least) return true
    }
    return false
  }
  for (let x = 0; x < width; x++) {
    const isCrossed = isInk(x, first - 2) && isInk(x, last + 2)
    for (let y = first - 1; y <= last + 1; y++) {
      const row = rowAt(y, x, width, slope)
      if (row < 0 || row >= height) continue
      const place = row * width + x
      if (!isCrossed && Math.abs(source[place]) < stronger) pixels[place] = 0
    }
  }
}

function transpose({ width, height, pixels }: GrayImage): GrayImage {
  const turned = new Float64Array(pixels.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + y] = pixels[y * width + x]
  return { width: height, height: width, pixels: turned }
}
