import type { View } from '../../core/view'
import { forEachPosition, withoutAxis } from './for-each-row'

/** Visits every line along `axis` with its maximum and the sum of e^(x - maximum). */
function forEachLine(
  x: View,
  axis: number,
  out: View,
  visit: (from: number, to: number, max: number, total: number) => void,
): void {
  const kept = withoutAxis(out, axis)
  const length = x.shape[axis]
  const stride = x.strides[axis]
  forEachPosition(kept.shape, [withoutAxis(x, axis), kept], ([from, to]) => {
    let max = Number.NEGATIVE_INFINITY
    for (let i = 0; i < length; i++) max = Math.max(max, x.data[from + i * stride])
    let total = 0
    for (let i = 0; i < length; i++) total += Math.exp(x.data[from + i * stride] - max)
    visit(from, to, max, total)
  })
}

export function softmax(x: View, axis: number, out: View): void {
  forEachLine(x, axis, out, (from, to, max, total) => {
    for (let i = 0; i < x.shape[axis]; i++) {
      const power = Math.exp(x.data[from + i * x.strides[axis]] - max)
      out.data[to + i * out.strides[axis]] = power / total
    }
  })
}

export function logSoftmax(x: View, axis: number, out: View): void {
  forEachLine(x, axis, out, (from, to, max, total) => {
    const shift = Math.log(total)
    for (let i = 0; i < x.shape[axis]; i++) {
      out.data[to + i * out.strides[axis]] = x.data[from + i * x.strides[axis]] - max - shift
    }
  })
}
