import type { Charset } from '../text/charset'
import { largest } from '../text/largest'

/**
 * Counts as columns in `height` rows of `width` characters, the fullest reaching the top. Counts are
 * joined where there are more of them than columns, and widened where there are fewer. What is there
 * at all is seen.
 */
export function histogramRows(
  counts: readonly number[],
  { width, height, charset }: { width: number; height: number; charset: Charset },
): string[] {
  const columns = Array.from({ length: Math.max(0, width) }, (_, column) => {
    const from = Math.floor((column * counts.length) / width)
    const to = Math.max(from + 1, Math.floor(((column + 1) * counts.length) / width))
    return counts.slice(from, to).reduce((sum, count) => sum + count, 0) / (to - from)
  })
  const most = Math.max(0, largest(columns))
  const steps = charset.levels.length
  return Array.from({ length: Math.max(0, height) }, (_, row) => {
    const below = (height - 1 - row) * steps
    return columns
      .map((count) => {
        const level = count > 0 ? Math.max(1, Math.round((count / most) * height * steps)) : 0
        return level <= below ? ' ' : charset.levels[Math.min(steps, level - below) - 1]!
      })
      .join('')
  })
}
