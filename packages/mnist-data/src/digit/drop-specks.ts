import type { GrayImage } from '../image/gray-image'

/** A blot with less than this part of the largest one's ink is dust. */
const DUST = 0.05
/** Ink fainter than this does not hold a blot together. */
const FAINT = 0.2

/** Takes away what is too small to belong to the digit: dust, specks of the paper, stray dots. */
export function dropSpecks({ width, height, pixels }: GrayImage): GrayImage {
  const blots = findBlots(pixels, width, height)
  const amounts = blots.map((blot) => blot.reduce((sum, place) => sum + pixels[place], 0))
  const least = DUST * amounts.reduce((a, b) => Math.max(a, b), 0)
  const kept = new Float64Array(pixels.length)
  blots.forEach((blot, i) => {
    if (amounts[i] >= least) for (const place of blot) kept[place] = pixels[place]
  })
  return { width, height, pixels: kept }
}

/** The places of each connected blot, corners counting as connections. */
function findBlots(pixels: Float64Array, width: number, height: number): number[][] {
  const seen = new Uint8Array(pixels.length)
  const blots: number[][] = []
  for (let start = 0; start < pixels.length; start++) {
    if (seen[start] || pixels[start] < FAINT) continue
    seen[start] = 1
    const blot = [start]
    for (const place of blot) {
      for (const neighbour of neighboursOf(place, width, height)) {
        if (seen[neighbour] || pixels[neighbour] < FAINT) continue
        seen[neighbour] = 1
        blot.push(neighbour)
      }
    }
    blots.push(blot)
  }
  return blots
}

function neighboursOf(place: number, width: number, height: number): number[] {
  const [x, y] = [place % width, Math.floor(place / width)]
  const found: number[] = []
  for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
    for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
      found.push(row * width + column)
    }
  }
  return found
}
