import { DTypeError, ShapeError, ValueError } from '../core/errors'
import type { ConvolutionGeometry } from '../core/picture-geometry'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { type Pair, pairOf, requirePictures } from './picture-options'

/** How a kernel moves over pictures. */
export interface ConvolutionOptions {
  /** Step of the kernel. Default 1. */
  stride?: Pair
  /** Zeros on each side of the pictures. Default 0. */
  padding?: Pair
  /** Distance between the taps of the kernel. Default 1. */
  dilation?: Pair
  /** Number of groups of channels; each group of outputs reads its own group of inputs. Default 1. */
  groups?: number
}

/**
 * The options with defaults filled in.
 * @throws ValueError when an option is out of range.
 */
export function geometryOf(
  operation: string,
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: ConvolutionOptions,
): ConvolutionGeometry {
  if (!Number.isSafeInteger(groups) || groups < 1) {
    throw new ValueError(`${operation}: groups: expected an integer from 1, found ${groups}`)
  }
  return {
    stride: pairOf(`${operation}: stride`, stride, 1),
    padding: pairOf(`${operation}: padding`, padding, 0),
    dilation: pairOf(`${operation}: dilation`, dilation, 1),
    groups,
  }
}

/**
 * Checks x [n, C, h, w], a weight [O, C / groups, kh, kw] and a bias [O] against each other.
 * @param channels the size of x's second axis that the weight asks for
 * @param outputs the size of the bias
 * @throws ShapeError, DTypeError when they do not fit.
 */
export function checkConvolution(
  operation: string,
  expected: string,
  [x, weight, bias]: readonly [Tensor, Tensor, Tensor | null],
  { groups }: ConvolutionGeometry,
  { channels, outputs }: { channels: number; outputs: number },
): void {
  requirePictures(operation, x)
  const fits =
    weight.ndim === 4 &&
    weight.size > 0 &&
    x.shape[1] === channels &&
    weight.shape[0] % groups === 0 &&
    (bias === null || (bias.ndim === 1 && bias.shape[0] === outputs))
  if (!fits) {
    const beside = bias === null ? '' : `, bias ${formatShape(bias.shape)}`
    throw new ShapeError(
      `${operation}: expected ${expected}, found x ${formatShape(x.shape)}, weight ${formatShape(weight.shape)}${beside}, groups ${groups}`,
    )
  }
  if (x.dtype !== weight.dtype || (bias !== null && bias.dtype !== x.dtype)) {
    const beside = bias === null ? '' : `, bias ${bias.dtype}`
    throw new DTypeError(
      `${operation}: expected one float dtype, found x ${x.dtype}, weight ${weight.dtype}${beside}; convert with astype`,
    )
  }
}
