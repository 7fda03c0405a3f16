import { rowMajorStrides, type Shape, sameShape } from './shape'
import type { Tensor } from './tensor'
import type { View } from './view'

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

/** Neighbouring axes that follow each other in memory as one, joined: from the last, without sizes of 1. */
function runsOf(view: View): { length: number; stride: number }[] {
  const runs: { length: number; stride: number }[] = []
  for (let axis = view.shape.length - 1; axis >= 0; axis--) {
    const [length, stride] = [view.shape[axis], view.strides[axis]]
    const inner = runs.at(-1)
    if (length === 1) continue
    if (inner !== undefined && stride === inner.stride * inner.length) inner.length *= length
    else runs.push({ length, stride })
  }
  return runs
}

/**
 * Strides under which a shape of as many elements shows the elements of `view` in row-major order, or
 * null where there are none: each new axis must lie within one run of memory.
 */
export function reshapedStrides(view: View, shape: Shape): number[] | null {
  if (isContiguous(view)) return rowMajorStrides(shape)
  const runs = runsOf(view).values()
  const strides: number[] = []
  let rest = 1
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis]
    if (rest === 1) ({ length: rest, stride } = runs.next().value ?? { length, stride })
    if (rest % length !== 0) return null
    strides[axis] = stride
    rest /= length
    stride *= length
  }
  return strides
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
