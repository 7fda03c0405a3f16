import { exp64, log64 } from './host'
import { read, sizeOf, writeFloat } from './types'

/*
 * Reductions of lines: `count` elements `xStep` apart, from the place of each output. Output i of [begin, end)
 * is at out + i * outStep, its line at x + i * xLine; strides are in elements.
 *
 *   reduce       op 0 prod, 1 max, 2 min, 3 logSumExp = m + log(sum of e^(x - m)) with the maximum m, and
 *                for integers 4 sum. NaN wins in max and min, -0 is below 0.
 *   argReduce    the first place of the maximum (sign 1) or minimum (-1) as int32; NaN is above all
 *   softmax      e^(x - m) / S with S = sum of e^(x - m), or x - m - log S, to an output as long as the line
 *
 * Order. A line is one chain in its own order, in float64 and with the host's exp and log (host.ts), and is
 * rounded once: the bits of the reference backend. Integers wrap around.
 */
const PROD: i32 = 0
const MAX: i32 = 1
const MIN: i32 = 2
const LOG_SUM_EXP: i32 = 3

function maximum(type: i32, x: usize, step: usize, count: i32): f64 {
  let best: f64 = -Infinity
  for (let i = 0; i < count; i++, x += step) best = max<f64>(best, read(type, x))
  return best
}

/** The sum of e^(x - m). */
function powers(type: i32, x: usize, step: usize, count: i32, m: f64): f64 {
  let sum: f64 = 0
  for (let i = 0; i < count; i++, x += step) sum += exp64(read(type, x) - m)
  return sum
}

/** Floats of the type `type`. */
export function reduce(
  op: i32, type: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  const size = sizeOf(type)
  const step = xStep * size
  for (let i = begin; i < end; i++) {
    let from = x + i * xLine * size
    let result: f64
    if (op == PROD) {
      result = 1
      for (let j = 0; j < count; j++, from += step) result *= read(type, from)
    } else if (op == MIN) {
      result = Infinity
      for (let j = 0; j < count; j++, from += step) result = min<f64>(result, read(type, from))
    } else {
      result = maximum(type, from, step, count)
      if (op == LOG_SUM_EXP && abs(result) < Infinity) result += log64(powers(type, from, step, count, result))
    }
    writeFloat(type, out + i * outStep * size, result)
  }
}

export function reduceI32(
  op: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  for (let i = begin; i < end; i++) {
    let from = x + ((i * xLine) << 2)
    let result = op == PROD ? 1 : op == MAX ? i32.MIN_VALUE : op == MIN ? i32.MAX_VALUE : 0
    for (let j = 0; j < count; j++, from += xStep << 2) {
      const value = load<i32>(from)
      if (op == PROD) result *= value
      else if (op == MAX) result = max<i32>(result, value)
      else if (op == MIN) result = min<i32>(result, value)
      else result += value
    }
    store<i32>(out + ((i * outStep) << 2), result)
  }
}

export function argReduce(
  sign: i32, type: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  const size = sizeOf(type)
  for (let i = begin; i < end; i++) {
    let from = x + i * xLine * size
    let record = read(type, from)
    let best = 0
    for (let j = 1; j < count && record == record; j++) {
      from += xStep * size
      const value = read(type, from)
      if (value != value || (sign > 0 ? value > record : value < record)) {
        record = value
        best = j
      }
    }
    store<i32>(out + ((i * outStep) << 2), best)
  }
}

export function softmax(
  isLog: i32, type: i32, x: usize, xLine: i32, xStep: i32, count: i32,
  out: usize, outLine: i32, outStep: i32, begin: i32, end: i32,
): void {
  const size = sizeOf(type)
  const step = xStep * size
  for (let i = begin; i < end; i++) {
    let from = x + i * xLine * size
    let to = out + i * outLine * size
    const m = maximum(type, from, step, count)
    const total = powers(type, from, step, count, m)
    const shift = log64(total)
    for (let j = 0; j < count; j++, from += step, to += outStep * size) {
      const t = read(type, from) - m
      writeFloat(type, to, isLog ? t - shift : exp64(t) / total)
    }
  }
}
