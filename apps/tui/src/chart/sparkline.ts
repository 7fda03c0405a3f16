import type { Charset } from '../text/charset'
import { extent } from './scale'

/**
 * The newest `width` values as columns of characters, from the smallest value to the largest;
 * padded on the left while there are fewer. A value that is not finite leaves a blank.
 */
export function sparkline(values: readonly number[], width: number, charset: Charset): string {
  const cells = Math.max(0, width)
  const shown = values.slice(Math.max(0, values.length - cells))
  const [min, max] = extent(shown) ?? [0, 0]
  const top = charset.levels.length - 1
  const column = (value: number): string => {
    if (!Number.isFinite(value)) return ' '
    const place = max > min ? (value - min) / (max - min) : 0.5
    return charset.levels[Math.round(place * top)]!
  }
  return shown.map(column).join('').padStart(cells)
}
