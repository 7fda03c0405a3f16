import type { Pair, Tensor } from '@handwritten/tensor'
import { LayerError, requireCount, requireOption } from '../errors'

/** How a small window moves over a picture. */
export interface WindowOptions {
  kernel: Pair
  /** Distance between windows. */
  stride: Pair
  /** Elements added on each side of the picture. */
  padding: Pair
  /** Distance between the elements of a window. Default 1. */
  dilation?: Pair
}

/** The size of the windows of a layer and how they move over pictures; pairs are of rows and columns. */
export class Windows {
  readonly #name: string
  readonly kernel: readonly [number, number]
  readonly stride: readonly [number, number]
  readonly padding: readonly [number, number]
  readonly dilation: readonly [number, number]

  /** @throws OptionError when a value is not an integer in its range */
  constructor(name: string, { kernel, stride, padding, dilation = 1 }: WindowOptions) {
    this.#name = name
    this.kernel = pairOf(`${name}: kernelSize`, kernel, 1)
    this.stride = pairOf(`${name}: stride`, stride, 1)
    this.padding = pairOf(`${name}: padding`, padding, 0)
    this.dilation = pairOf(`${name}: dilation`, dilation, 1)
  }

  /** Rows and columns from the first to the last element of a window. */
  get reach(): readonly [number, number] {
    const [rows, columns] = this.kernel
    return [this.dilation[0] * (rows - 1) + 1, this.dilation[1] * (columns - 1) + 1]
  }

  /** @throws LayerError when x is not [n, channels, height, width] or a window does not fit into it */
  requireFit(x: Tensor): void {
    requirePictures(this.#name, 'channels', x)
    const { padding, reach } = this
    const [height, width] = [x.shape[2] + 2 * padding[0], x.shape[3] + 2 * padding[1]]
    if (height < reach[0] || width < reach[1]) {
      throw new LayerError(
        `a window of ${reach.join(' x ')} does not fit into ${height} x ${width}`,
      )
    }
  }
}

/**
 * @param channels the number of channels that the layer takes, or a name where it takes any number
 * @throws LayerError unless `x` is [n, channels, height, width]
 */
export function requirePictures(layer: string, channels: number | string, x: Tensor): void {
  const { shape } = x
  if (shape.length === 4 && (typeof channels === 'string' || shape[1] === channels)) return
  const expected = `[n, ${channels}, height, width]`
  throw new LayerError(
    `${layer} takes ${expected}, but the input is [${shape.join(', ')}]${remedyFor(x, channels)}`,
  )
}

/** How samples that are flat, or that have no axis of channels, become pictures. */
function remedyFor({ shape }: Tensor, channels: number | string): string {
  const count = typeof channels === 'number' ? channels : 1
  if (shape.length === 2) {
    const side = Math.sqrt(shape[1] / count)
    const sizes = Number.isInteger(side) ? `${side}, ${side}` : 'height, width'
    return `; put new Unflatten([${count}, ${sizes}]) before it, or reshape the samples`
  }
  if (shape.length === 3 && count === 1) {
    return '; give it an axis of channels, as with expandDims(x, { axis: 1 })'
  }
  return ''
}

/** A pair of integers of at least `least`. @throws OptionError when it is none */
export function pairOf(name: string, value: Pair, least: number): readonly [number, number] {
  const pair = Array.isArray(value)
    ? (value as readonly [number, number])
    : ([value, value] as [number, number])
  requireOption(
    pair.length === 2,
    name,
    'one number, or one for the height and one for the width',
    value,
  )
  for (const part of pair) requireCount(name, part, least)
  return pair
}
