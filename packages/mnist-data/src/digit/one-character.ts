import { ImageError } from '../errors'
import type { GrayImage } from '../image/gray-image'

/** Least height of a character, as a part of all ink's, and its least part of all ink. */
const HEIGHT = 0.6
const AMOUNT = 0.2
/** Least gap between characters, as a part of the ink's height. */
const GAP = 0.08
/** Widest character, in heights. */
const WIDEST = 2.2

/** Columns with ink between columns without. */
interface Group {
  first: number
  last: number
  top: number
  bottom: number
  amount: number
}

/**
 * Rejects ink of more than one character: groups beside each other with a gap between them, each of
 * them tall, or ink that is much wider than tall.
 * @param ink cropped to its ink
 * @throws ImageError that says how many were found
 */
export function requireOneCharacter(ink: GrayImage): void {
  const { width, height } = ink
  const groups = groupsOf(ink)
  const total = groups.reduce((sum, { amount }) => sum + amount, 0)
  const characters = groups.filter(
    ({ top, bottom, amount }) => bottom - top + 1 >= HEIGHT * height && amount >= AMOUNT * total,
  )
  if (characters.length > 1) {
    throw new ImageError(
      `picture: expected one digit, found ${characters.length} beside each other; cut the picture into single digits`,
    )
  }
  if (width > WIDEST * height) {
    throw new ImageError(
      `picture: expected one digit, found ink ${(width / height).toFixed(1)} times as wide as tall; cut the picture into single digits`,
    )
  }
}

function groupsOf({ width, height, pixels }: GrayImage): Group[] {
  const least = Math.max(1, GAP * height)
  const groups: Group[] = []
  for (let x = 0; x < width; x++) {
    const column = columnOf(pixels, { x, width, height })
    if (column === null) continue
    const last = groups.at(-1)
    if (last === undefined || x - last.last - 1 < least) merge(groups, column)
    else groups.push(column)
  }
  return groups
}

/** Adds a column to the last group. */
function merge(groups: Group[], column: Group): void {
  const last = groups.at(-1)
  if (last === undefined) {
    groups.push(column)
    return
  }
  last.last = column.last
  last.top = Math.min(last.top, column.top)
  last.bottom = Math.max(last.bottom, column.bottom)
  last.amount += column.amount
}

function columnOf(
  pixels: Float64Array,
  { x, width, height }: { x: number; width: number; height: number },
): Group | null {
  let [top, bottom, amount] = [-1, -1, 0]
  for (let y = 0; y < height; y++) {
    const value = pixels[y * width + x]
    if (value === 0) continue
    if (top === -1) top = y
    bottom = y
    amount += value
  }
  return top === -1 ? null : { first: x, last: x, top, bottom, amount }
}
