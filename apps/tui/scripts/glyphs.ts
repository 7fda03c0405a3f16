/** A rectangle within a cell: its corner and its size, as parts of the cell. */
export type Box = readonly [x: number, y: number, width: number, height: number]

// Widths of a line that is upright and of one that lies, which differ because a cell is not square.
const thin = { upright: 0.13, lying: 0.06 }
const thick = { upright: 0.3, lying: 0.14 }

type Weight = typeof thin

// Lines from the middle of the cell to its left, right, upper and lower edge.
const left = ({ lying }: Weight): Box => [0, 0.5 - lying / 2, 0.5, lying]
const right = ({ lying }: Weight): Box => [0.5, 0.5 - lying / 2, 0.5, lying]
const up = ({ upright }: Weight): Box => [0.5 - upright / 2, 0, upright, 0.5]
const down = ({ upright }: Weight): Box => [0.5 - upright / 2, 0.5, upright, 0.5]

const lines: Readonly<Record<string, readonly Box[]>> = {
  '\u2500': [left(thin), right(thin)],
  '\u2501': [left(thick), right(thick)],
  '\u2502': [up(thin), down(thin)],
  '\u250c': [down(thin), right(thin)],
  '\u2510': [down(thin), left(thin)],
  '\u2514': [up(thin), right(thin)],
  '\u2518': [up(thin), left(thin)],
  '\u256d': [down(thin), right(thin)],
  '\u256e': [down(thin), left(thin)],
  '\u256f': [up(thin), left(thin)],
  '\u2570': [up(thin), right(thin)],
  '\u2524': [up(thin), down(thin), left(thin)],
  '\u252c': [down(thin), left(thin), right(thin)],
  '\u2578': [left(thick)],
  '\u2580': [[0, 0, 1, 0.5]],
  '\u2584': [[0, 0.5, 1, 0.5]],
}

// Braille dots by their bits: column and row in the cell.
const dots = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 0],
  [1, 1],
  [1, 2],
  [0, 3],
  [1, 3],
] as const

/**
 * A character of the drawing kinds (lines, blocks, braille) as boxes, so that a picture looks the
 * same in every font; null for all others.
 */
export function boxesOf(character: string): readonly Box[] | null {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x2581 && code <= 0x2588) {
    const height = (code - 0x2580) / 8
    return [[0, 1 - height, 1, height]]
  }
  if (code >= 0x2800 && code <= 0x28ff)
    return dots
      .filter((_, bit) => (code - 0x2800) & (1 << bit))
      .map(([column, row]): Box => [0.12 + 0.5 * column, 0.06 + 0.25 * row, 0.26, 0.13])
  return lines[character] ?? null
}
