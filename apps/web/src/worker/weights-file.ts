import { decodeSafetensors, type Tensor } from '@handwritten/tensor'
import type { Settings } from '../settings'

/**
 * Reads the weights of a network of linear layers from a safetensors file: one that this page saved, or
 * a checkpoint of the terminal program, which names them `model.0.weight` and so on. The settings are
 * those of a network that takes the weights; what the file does not determine stays as in `current`.
 * @throws Error for another kind of network, or the tensor package's error for a damaged file
 */
export function readWeights(bytes: Uint8Array<ArrayBuffer>, current: Settings) {
  const { tensors, metadata } = decodeSafetensors(bytes)
  const entries = Object.entries(tensors)
  const own = entries.filter(([name]) => name.startsWith('model.'))
  const named = (own.length === 0 ? entries : own).map(([name, value]): [string, Tensor] => [
    name.replace(/^model\./, ''),
    value,
  ])
  const linears = named
    .filter(([name]) => name.endsWith('.weight'))
    .sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const widths = [784, ...linears.map(([, { shape }]) => shape[0]!)]
  const fits = linears.every(([name, { shape }], layer) => {
    return (
      Number.parseInt(name, 10) === 2 * layer && shape.length === 2 && shape[1] === widths[layer]
    )
  })
  if (!fits || widths.length < 2 || widths.at(-1) !== 10)
    throw new Error('The file does not hold linear layers from 784 pixels to 10 digits.')
  const { recipe } = JSON.parse(metadata?.run ?? '{}') as { recipe?: { activation?: string } }
  const { activation = 'relu' } = recipe ?? current
  const settings: Settings = { ...current, activation, hidden: widths.slice(1, -1) }
  return { weights: Object.fromEntries(named), settings }
}
