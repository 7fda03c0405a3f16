import { anything, optional, string } from '@handwritten/checks'
import { checkCall } from '../../checks'
import { OptionError } from '../../errors'
import { check, listOf, object } from '../checks'
import type { LayerSettings } from './layer-settings'
import { layerTypes } from './layer-types'

/** Residual layers inside of one another. */
const DEEPEST = 16

const names = [...Object.keys(layerTypes), 'Residual']

/**
 * Layers from a value such as parsed JSON: a list of objects, `{ "type": "Linear", "outFeatures": 64 }`,
 * or names for layers without options, `"ReLU"`.
 * @param path how errors call the value. Default `layers`
 * @throws OptionError that names the layer and the option, what was expected and what was found
 */
export function parseLayers(value: unknown, path = 'layers'): LayerSettings[] {
  checkCall('parseLayers', arguments, { value: anything(), path: optional(string) })
  listOf(() => {})(path, value)
  return (value as unknown[]).map((layer, place) => parseLayer(layer, `${path}[${place}]`))
}

function parseLayer(value: unknown, path: string): LayerSettings {
  if (typeof value === 'string') return parseLayer({ type: value }, path)
  object({}, true)(path, value)
  const { type } = value as { type?: unknown }
  check(`a layer: one of ${names.join(', ')}`, (name) => names.includes(name as string))(
    `${path}.type`,
    type,
  )
  if (type === 'Residual') {
    object({ type: () => {}, layers: () => {} })(path, value)
    const { layers } = value as { layers: unknown }
    if (path.split('.layers').length > DEEPEST)
      throw new OptionError(`${path}: expected at most ${DEEPEST} layers inside of one another`)
    return { type, layers: parseLayers(layers, `${path}.layers`) }
  }
  const { options } = layerTypes[type as keyof typeof layerTypes]
  object({ type: () => {}, ...options })(path, value)
  return { ...(value as LayerSettings) }
}

/** Rejects a list without layers that learn. */
export function requireWeights(layers: readonly LayerSettings[], path: string): void {
  const learns = ({ type }: LayerSettings) =>
    type === 'Linear' || type === 'Conv2d' || type === 'Residual'
  if (!layers.some(learns)) throw new OptionError(`${path}: expected a layer with weights`)
}
