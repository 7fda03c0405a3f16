import type { Tensor } from '../../../../core/tensor'
import type { Matrix } from '../tasks/matrix'

/**
 * Tensors of one shape as matrices of one size, so that an elementwise kernel can walk them row by row.
 * Axes are taken in the order in which the first tensor, the output, lies in memory; a third axis and
 * more must merge with a neighbour in every tensor. Null when they do not.
 */
export function gridOf(tensors: readonly Tensor[]): Matrix[] | null {
  const [out] = tensors
  const axes = out.shape
    .map((_, axis) => axis)
    .filter((axis) => out.shape[axis] !== 1)
    .sort((a, b) => out.strides[b] - out.strides[a])
  const sizes = axes.map((axis) => out.shape[axis])
  const strides = tensors.map((tensor) => axes.map((axis) => tensor.strides[axis]))
  for (let i = sizes.length - 2; i >= 0 && sizes.length > 2; i--) {
    if (!strides.every((own) => own[i] === own[i + 1] * sizes[i + 1])) continue
    sizes.splice(i, 2, sizes[i] * sizes[i + 1])
    for (const own of strides) own.splice(i, 1)
  }
  if (sizes.length > 2) return null
  const [rows, columns] = [sizes.length > 1 ? sizes[0] : 1, sizes.at(-1) ?? 1]
  return tensors.map(({ offset }, t) => ({
    rows,
    columns,
    rowStride: sizes.length > 1 ? strides[t][0] : 0,
    columnStride: strides[t].at(-1) ?? 1,
    offset,
  }))
}
