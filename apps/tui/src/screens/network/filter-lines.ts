import { cachedPicture } from '../../chart/cached-picture'
import { beside, dim, fit, type Line, span } from '../../text/span'
import type { NetworkEvent } from '../../training/inspection/events'
import type { Theme } from '../theme'

/** Cells of one unit's weights as an image. */
export const filterCell = { width: 14, height: 7 }

const gap = 2

/**
 * A page of the first layer's units, each as an image of its weights, under a title; pages wrap
 * around. Without room for one there are no lines.
 */
export function filterLines(
  filters: NetworkEvent['filters'],
  page: number,
  { columns, rows }: { columns: number; rows: number },
  { charset, depth }: Theme,
): Line[] {
  const across = Math.floor((columns + gap) / (filterCell.width + gap))
  const down = Math.floor(rows / (filterCell.height + 1))
  const size = across * down
  if (size < 1) return []
  const pages = Math.ceil(filters.count / size)
  const first = (((page % pages) + pages) % pages) * size
  const last = Math.min(filters.count, first + size)
  const area = filters.rows * filters.columns
  const options = { ...filterCell, ramp: 'signed', charset, depth } as const
  const pixels = (unit: number) => ({
    values: filters.values.subarray(unit * area, (unit + 1) * area),
    rows: filters.rows,
    columns: filters.columns,
  })
  const block = (unit: number) => ({
    width: filterCell.width,
    lines: cachedPicture(filters, unit, () => pixels(unit), options),
  })
  const blocks = Array.from({ length: last - first }, (_, index) => block(first + index))
  const lines = Array.from({ length: down }, (_, row) =>
    blocks.slice(row * across, (row + 1) * across),
  )
  const title = `first layer's weights, units ${first + 1} to ${last} of ${filters.count}`
  const pictures = lines.flatMap((row, index) => [...(index > 0 ? [[]] : []), ...beside(row, gap)])
  return [fit([span(title, dim)], columns), ...pictures]
}
