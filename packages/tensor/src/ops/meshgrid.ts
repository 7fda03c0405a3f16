import { listOf, oneOf, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { ShapeError } from '../core/errors'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { broadcastTo } from './broadcast-to'
import { reshape } from './reshape'

export interface MeshgridOptions {
  /**
   * `'xy'`: the first tensor runs along the columns, the second along the rows (the default).
   * `'ij'`: the first along the first axis, the second along the second.
   */
  indexing?: 'xy' | 'ij'
}

const meshgridArguments = {
  tensors: listOf(tensorCheck),
  options: optional(options<MeshgridOptions>({ indexing: oneOf('xy', 'ij') })),
}

/** Coordinates of a grid: from 1-d tensors, one tensor of the grid's shape for each of them. */
export function meshgrid(tensors: readonly Tensor[], options: MeshgridOptions = {}): Tensor[] {
  checkCall('meshgrid', arguments, meshgridArguments)
  const { indexing = 'xy' } = options
  const wrong = tensors.find((x) => x.ndim !== 1)
  if (wrong !== undefined) {
    throw new ShapeError(`meshgrid: expected 1-d tensors, found ${formatShape(wrong.shape)}`)
  }
  const axisOf = (i: number) => (indexing === 'xy' && i < 2 && tensors.length > 1 ? 1 - i : i)
  const shape = new Array<number>(tensors.length)
  tensors.forEach((x, i) => {
    shape[axisOf(i)] = x.size
  })
  return tensors.map((x, i) => {
    const line = shape.map((_, axis) => (axis === axisOf(i) ? x.size : 1))
    return broadcastTo(reshape(x, line), shape)
  })
}
