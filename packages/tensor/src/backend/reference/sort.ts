import type { View } from '../../core/view'
import { forEachPosition, withoutAxis } from './for-each-row'

/** Ascending with NaN last; a typed array sorts the same way. */
function ascending(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1
  return Number.isNaN(b) ? -1 : a - b || 0
}

export function sort(x: View, axis: number, out: View): void {
  const line = new Float64Array(x.shape[axis])
  const kept = withoutAxis(out, axis)
  forEachPosition(kept.shape, [withoutAxis(x, axis), kept], ([from, to]) => {
    for (let i = 0; i < line.length; i++) line[i] = x.data[from + i * x.strides[axis]]
    line.sort()
    for (let i = 0; i < line.length; i++) out.data[to + i * out.strides[axis]] = line[i]
  })
}

export function argsort(x: View, axis: number, out: View): void {
  const order = new Int32Array(x.shape[axis])
  const kept = withoutAxis(out, axis)
  forEachPosition(kept.shape, [withoutAxis(x, axis), kept], ([from, to]) => {
    const value = (i: number) => x.data[from + i * x.strides[axis]]
    for (let i = 0; i < order.length; i++) order[i] = i
    order.sort((i, j) => ascending(value(i), value(j)) || i - j)
    for (let i = 0; i < order.length; i++) out.data[to + i * out.strides[axis]] = order[i]
  })
}

export function nonzero(x: View, out: View): void {
  let row = out.offset
  const index = x.shape.map(() => 0)
  const visit = (axis: number, at: number): void => {
    if (axis < x.shape.length) {
      for (let i = 0; i < x.shape[axis]; i++) {
        index[axis] = i
        visit(axis + 1, at + i * x.strides[axis])
      }
    } else if (x.data[at] !== 0) {
      index.forEach((position, j) => {
        out.data[row + j * out.strides[1]] = position
      })
      row += out.strides[0]
    }
  }
  visit(0, x.offset)
}
