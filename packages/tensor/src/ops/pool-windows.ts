import { ShapeError, ValueError } from '../core/errors'
import type { AxisWindows, PoolWindows } from '../core/picture-geometry'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { type Pair, pairOf, requirePictures } from './picture-options'

export interface PoolOptions {
  /** Distance between windows. Default: the size of a window, so that they touch. */
  stride?: Pair
  /** Elements added on each side, at most half of a window. Default 0. */
  padding?: Pair
  /** Whether the last window may reach beyond the padded picture, so that nothing is left out. Default false. */
  ceilMode?: boolean
}

/**
 * The windows of `size` over pictures x [n, c, h, w].
 * @throws ShapeError, DTypeError, ValueError when x is not of pictures or an option is out of range.
 */
export function poolWindows(
  operation: string,
  x: Tensor,
  size: Pair,
  { stride = size, padding = 0, ceilMode = false }: PoolOptions,
  countIncludePad = true,
): PoolWindows {
  requirePictures(operation, x)
  const sizes = pairOf(`${operation}: size`, size, 1)
  const steps = pairOf(`${operation}: stride`, stride, 1)
  const pads = pairOf(`${operation}: padding`, padding, 0)
  const [rows, columns] = [0, 1].map((axis) => {
    const [length, pad] = [sizes[axis], pads[axis]]
    if (2 * pad > length) {
      throw new ValueError(
        `${operation}: padding: expected at most half of the window's size ${length}, found ${pad}`,
      )
    }
    if (length > x.shape[2 + axis] + 2 * pad) {
      throw new ShapeError(
        `${operation}: expected windows that fit the padded pictures, found windows of ${formatShape(sizes)} over x ${formatShape(x.shape)} with padding ${formatShape(pads)}`,
      )
    }
    return slidingAxis(x.shape[2 + axis], length, steps[axis], pad, ceilMode, countIncludePad)
  })
  return { rows, columns }
}

/** Windows of `length`, `step` apart, over an axis of `size` with `pad` elements before and after it. */
function slidingAxis(
  size: number,
  length: number,
  step: number,
  pad: number,
  ceilMode: boolean,
  countIncludePad: boolean,
): AxisWindows {
  const steps = (size + 2 * pad - length) / step
  let count = (ceilMode ? Math.ceil(steps) : Math.floor(steps)) + 1
  // A window that begins behind the picture and its first padding is left out, as in PyTorch.
  if (ceilMode && (count - 1) * step >= size + pad) count--
  const starts = Array.from({ length: count }, (_, i) => i * step - pad)
  const begin = starts.map((start) => Math.max(start, 0))
  const end = starts.map((start) => Math.min(start + length, size))
  const divisor = starts.map((start, i) =>
    countIncludePad ? Math.min(start + length, size + pad) - start : end[i] - begin[i],
  )
  return { begin, end, divisor }
}

/**
 * As many windows as `size` says, of nearly equal sizes: window i of n covers [floor(i h / n), ceil((i + 1) h / n)).
 * @throws ShapeError, DTypeError, ValueError when x is not of pictures or `size` is out of range.
 */
export function adaptiveWindows(operation: string, x: Tensor, size: Pair): PoolWindows {
  requirePictures(operation, x)
  const counts = pairOf(`${operation}: size`, size, 1)
  const [rows, columns] = [0, 1].map((axis) => {
    const [length, count] = [x.shape[2 + axis], counts[axis]]
    if (length === 0) {
      throw new ShapeError(
        `${operation}: expected pictures of at least one row and column, found x ${formatShape(x.shape)}`,
      )
    }
    const windows = Array.from({ length: count }, (_, i) => i)
    const begin = windows.map((i) => Math.floor((i * length) / count))
    const end = windows.map((i) => Math.ceil(((i + 1) * length) / count))
    return { begin, end, divisor: windows.map((i) => end[i] - begin[i]) }
  })
  return { rows, columns }
}
