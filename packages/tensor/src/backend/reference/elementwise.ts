import type { View } from '../../core/view'
import type { BinaryOp, UnaryOp } from '../backend'
import { binaryFunctions, integerFunctions } from './binary-functions'
import { forEachRow } from './for-each-row'
import { unaryFunctions } from './unary-functions'

export function fill(out: View, value: number): void {
  const { data } = out
  const stored = out.dtype === 'bool' ? Number(value !== 0) : value
  forEachRow(out.shape, [out], (length, [at], [step]) => {
    for (let i = 0; i < length; i++) data[at + i * step] = stored
  })
}

export function copy(x: View, out: View): void {
  const { data } = out
  const source = x.data
  const toBool = out.dtype === 'bool' && x.dtype !== 'bool'
  forEachRow(out.shape, [x, out], (length, [from, to], [fromStep, toStep]) => {
    for (let i = 0; i < length; i++) {
      const value = source[from + i * fromStep]
      data[to + i * toStep] = toBool ? Number(value !== 0) : value
    }
  })
}

export function accumulate(x: View, out: View): void {
  const { data } = out
  const source = x.data
  forEachRow(x.shape, [x, out], (length, [from, to], [fromStep, toStep]) => {
    for (let i = 0; i < length; i++) data[to + i * toStep] += source[from + i * fromStep]
  })
}

export function unary(op: UnaryOp, x: View, out: View): void {
  const { data } = out
  const source = x.data
  const f = unaryFunctions[op]
  forEachRow(out.shape, [x, out], (length, [from, to], [fromStep, toStep]) => {
    for (let i = 0; i < length; i++) data[to + i * toStep] = f(source[from + i * fromStep])
  })
}

export function binary(op: BinaryOp, a: View, b: View, out: View): void {
  const { data } = out
  const left = a.data
  const right = b.data
  const integers = a.dtype !== 'float32' && a.dtype !== 'float64'
  const f = (integers ? integerFunctions[op] : undefined) ?? binaryFunctions[op]
  forEachRow(out.shape, [a, b, out], (length, [atA, atB, to], [stepA, stepB, toStep]) => {
    for (let i = 0; i < length; i++) {
      data[to + i * toStep] = f(left[atA + i * stepA], right[atB + i * stepB])
    }
  })
}

export function where(condition: View, a: View, b: View, out: View): void {
  const { data } = out
  forEachRow(out.shape, [condition, a, b, out], (length, [atC, atA, atB, to], step) => {
    for (let i = 0; i < length; i++) {
      const chosen = condition.data[atC + i * step[0]] !== 0
      data[to + i * step[3]] = chosen ? a.data[atA + i * step[1]] : b.data[atB + i * step[2]]
    }
  })
}
