import { pad, slice, slidingWindows, type Tensor } from '@handwritten/tensor'
import { LayerError, requireCount } from '../errors'

/** One number for both axes, or one for the height and one for the width. */
export type Pair = number | readonly [height: number, width: number]

/** How a small window moves over a picture. */
export interface WindowOptions {
  kernel: Pair
  /** How far from window to window. */
  stride: Pair
  /** How many elements are put around the picture on each side. */
  padding: Pair
  /** How far apart the elements of a window are. Default 1: close together. */
  dilation?: Pair
}

/**
 * Cuts pictures into windows: [n, channels, height, width] to [n, channels, windows down, windows
 * across, kernel height, kernel width]. An element that lies in several windows gets the sum of
 * their gradients.
 */
export class Windows {
  readonly kernel: readonly [number, number]
  readonly stride: readonly [number, number]
  readonly padding: readonly [number, number]
  readonly dilation: readonly [number, number]

  constructor(name: string, { kernel, stride, padding, dilation = 1 }: WindowOptions) {
    this.kernel = pairOf(`${name}: kernelSize`, kernel, 1)
    this.stride = pairOf(`${name}: stride`, stride, 1)
    this.padding = pairOf(`${name}: padding`, padding, 0)
    this.dilation = pairOf(`${name}: dilation`, dilation, 1)
  }

  /** The windows of x, around which there is a border of `border`. */
  cut(x: Tensor, border: number): Tensor {
    if (x.ndim !== 4) {
      throw new LayerError(`expected [n, channels, height, width], found [${x.shape.join(', ')}]`)
    }
    const [down, across] = this.padding
    const sides = [
      [0, 0],
      [0, 0],
      [down, down],
      [across, across],
    ] as const
    const padded = down + across === 0 ? x : pad(x, sides, { value: border })
    const [height, width] = this.dilation
    const reach = [height * (this.kernel[0] - 1) + 1, width * (this.kernel[1] - 1) + 1]
    if (padded.shape[2] < reach[0] || padded.shape[3] < reach[1]) {
      const found = padded.shape.slice(2).join(' x ')
      throw new LayerError(`a window of ${reach.join(' x ')} does not fit into ${found}`)
    }
    const windows = slidingWindows(padded, reach, { step: this.stride })
    if (height * width === 1) return windows
    return slice(windows, [[], [], [], [], [null, null, height], [null, null, width]])
  }
}

function pairOf(name: string, value: Pair, least: number): readonly [number, number] {
  const pair = typeof value === 'number' ? ([value, value] as const) : value
  for (const part of pair) requireCount(name, part, least)
  return pair
}
