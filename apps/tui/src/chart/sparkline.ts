import type { Charset } from '../text/charset'
import { extent } from './scale'

/**
 * The newest `width` values as columns, from the smallest value to the largest, in `height` rows of
 * `width` characters; padded on the left while there are fewer. A value that is not finite leaves a
 * blank.
 */
export function sparkline(
  values: readonly number[],
  { width, height = 1, charset }: { width: number; height?: number; charset: Charset },
): string[] {
  const shown = values.slice(Math.max(0, values.length - Math.max(0, width)))
  const [min, max] = extent(shown) ?? [0, 0]
  const { levels } = charset
  const top = height * levels.length - 1
  const filled = shown.map((value) => {
    if (!Number.isFinite(value)) return -1
    return Math.round((max > min ? (value - min) / (max - min) : 0.5) * top)
  })
  return Array.from({ length: Math.max(0, height) }, (_, row) => {
    const below = (height - 1 - row) * levels.length
    const column = (level: number): string =>
      level < below ? ' ' : levels[Math.min(levels.length - 1, level - below)]!
    return filled.map(column).join('').padStart(Math.max(0, width))
  })
}
