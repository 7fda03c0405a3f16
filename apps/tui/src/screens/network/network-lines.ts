import type { Inspection } from '../../state/view-state'
import { formatCount } from '../../text/format'
import { bold, dim, type Line, span, spread } from '../../text/span'
import type { NetworkEvent } from '../../training/inspection/events'
import type { Theme } from '../theme'
import type { View } from '../view'
import { filterCell, filterLines } from './filter-lines'
import { layerTable } from './layer-table'

/** The layers with what is in them, and the first layer's weights, in `rows` lines. */
export function networkLines(
  { network }: Inspection,
  view: View['network'],
  { columns, rows }: { columns: number; rows: number },
  theme: Theme,
): Line[] {
  if (!network) return [[span('Looking into the network ...', dim)]]
  const { layers } = network
  const spare = rows - 3 - (filterCell.height + 1)
  const height = Math.max(1, Math.min(3, Math.floor(spare / layers.length)))
  const table = layerTable(layers, { columns, height, charset: theme.charset })
  const room = rows - table.length - 2
  const filters = filterLines(network.filters, view.page, { columns, rows: room }, theme)
  return [titleLine(network, columns), ...table, [], ...filters].slice(0, rows)
}

function titleLine({ layers, step }: NetworkEvent, columns: number): Line {
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0)
  const words = `${layers.length} layers, ${formatCount(parameters)} parameters`
  return spread([span(words, bold)], [span(`step ${formatCount(step)}`, dim)], columns)
}
