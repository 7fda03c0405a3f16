import type { View } from '../../core/view'
import type { ArgReduceOp, CumulativeOp, ReduceOp } from '../backend'
import { forEachPosition, withoutAxis } from './for-each-row'

interface Fold {
  readonly start: number
  readonly step: (total: number, value: number) => number
}

const folds: Readonly<Record<Exclude<ReduceOp, 'logSumExp'>, Fold>> = {
  sum: { start: 0, step: (total, value) => total + value },
  prod: { start: 1, step: (total, value) => total * value },
  max: { start: Number.NEGATIVE_INFINITY, step: Math.max },
  min: { start: Number.POSITIVE_INFINITY, step: Math.min },
  any: { start: 0, step: (total, value) => Number(total !== 0 || value !== 0) },
  all: { start: 1, step: (total, value) => Number(total !== 0 && value !== 0) },
}

/** Integers wrap around at every step, where a float64 would lose their low bits. */
const integerFolds: Readonly<Partial<Record<ReduceOp, Fold>>> = {
  sum: { start: 0, step: (total, value) => (total + value) | 0 },
  prod: { start: 1, step: Math.imul },
}

function foldOf(op: Exclude<ReduceOp, 'logSumExp'>, x: View): Fold {
  const integers = x.dtype !== 'float32' && x.dtype !== 'float64'
  return (integers ? integerFolds[op] : undefined) ?? folds[op]
}

/** Folds the elements of the axes from `axis` on, in row-major order from place `at`. */
function foldFrom(x: View, axis: number, at: number, total: number, step: Fold['step']): number {
  if (axis === x.shape.length) return step(total, x.data[at])
  const length = x.shape[axis]
  const stride = x.strides[axis]
  let result = total
  if (axis === x.shape.length - 1) {
    const { data } = x
    for (let i = 0; i < length; i++) result = step(result, data[at + i * stride])
  } else {
    for (let i = 0; i < length; i++) result = foldFrom(x, axis + 1, at + i * stride, result, step)
  }
  return result
}

/** log(sum(exp(x))) of the elements at `at`, from their maximum. */
function logSumExpFrom(x: View, at: number): number {
  const max = foldFrom(x, 0, at, folds.max.start, folds.max.step)
  if (!Number.isFinite(max)) return max
  return max + Math.log(foldFrom(x, 0, at, 0, (total, value) => total + Math.exp(value - max)))
}

export function reduce(op: ReduceOp, x: View, out: View): void {
  const reduced = x.shape.map((length, axis) => length !== out.shape[axis])
  const part = (view: View, wanted: boolean): View => ({
    ...{ data: view.data, dtype: view.dtype, offset: view.offset },
    shape: view.shape.filter((_, axis) => reduced[axis] === wanted),
    strides: view.strides.filter((_, axis) => reduced[axis] === wanted),
  })
  const kept = part(out, false)
  const inner = part(x, true)
  forEachPosition(kept.shape, [part(x, false), kept], ([from, to]) => {
    if (op === 'logSumExp') {
      out.data[to] = logSumExpFrom(inner, from)
    } else {
      const { start, step } = foldOf(op, x)
      out.data[to] = foldFrom(inner, 0, from, start, step)
    }
  })
}

export function argReduce(op: ArgReduceOp, x: View, axis: number, out: View): void {
  const length = x.shape[axis]
  const stride = x.strides[axis]
  const sign = op === 'argmax' ? 1 : -1
  const kept = withoutAxis(out, axis)
  forEachPosition(kept.shape, [withoutAxis(x, axis), kept], ([from, to]) => {
    let best = 0
    for (let i = 1; i < length; i++) {
      const value = x.data[from + i * stride]
      const record = x.data[from + best * stride]
      if (Number.isNaN(record)) break
      if (Number.isNaN(value) || sign * value > sign * record) best = i
    }
    out.data[to] = best
  })
}

export function cumulative(op: CumulativeOp, x: View, axis: number, out: View): void {
  const { start, step } = foldOf(op, x)
  const kept = withoutAxis(out, axis)
  forEachPosition(kept.shape, [withoutAxis(x, axis), kept], ([from, to]) => {
    let total = start
    for (let i = 0; i < x.shape[axis]; i++) {
      total = step(total, x.data[from + i * x.strides[axis]])
      out.data[to + i * out.strides[axis]] = total
    }
  })
}
