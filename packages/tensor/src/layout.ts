import type { View } from './backend/backend'
import { rowMajorStrides, sameShape } from './shape'
import type { Tensor } from './tensor'

/** Whether the elements lie one after the other in row-major order. */
export function isContiguous(view: View): boolean {
  const expected = rowMajorStrides(view.shape)
  if (view.shape.includes(0)) return true
  return view.shape.every((length, axis) => length === 1 || view.strides[axis] === expected[axis])
}

/** Whether the elements fill a block without gaps or overlap, with the axes in any order. */
export function isDense(view: View): boolean {
  if (view.shape.includes(0)) return true
  const axes = view.shape
    .map((length, axis) => ({ length, stride: view.strides[axis] }))
    .filter(({ length }) => length !== 1)
    .sort((a, b) => a.stride - b.stride)
  let expected = 1
  for (const { length, stride } of axes) {
    if (stride !== expected) return false
    expected *= length
  }
  return true
}

/** Strides that lay a dense copy of `view` out in the same order of axes as `view` itself. */
export function denseStrides(view: View): readonly number[] {
  return isDense(view) && !view.shape.includes(0) ? view.strides : rowMajorStrides(view.shape)
}

/** Whether two tensors are the same elements in the same order. */
export function isSameView(a: Tensor, b: Tensor): boolean {
  return (
    a.storage === b.storage &&
    a.offset === b.offset &&
    sameShape(a.shape, b.shape) &&
    sameShape(a.strides, b.strides)
  )
}
