import { exp64, log64 } from './host'

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

@inline function maximum<T>(x: usize, step: usize, count: i32): f64 {
  let best: f64 = -Infinity
  for (let i = 0; i < count; i++, x += step) best = max<f64>(best, <f64>load<T>(x))
  return best
}

/** The sum of e^(x - m). */
@inline function powers<T>(x: usize, step: usize, count: i32, m: f64): f64 {
  let sum: f64 = 0
  for (let i = 0; i < count; i++, x += step) sum += exp64(<f64>load<T>(x) - m)
  return sum
}

@inline function reduce<T>(
  op: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  const step = <usize>xStep * sizeof<T>()
  for (let i = begin; i < end; i++) {
    let from = x + <usize>(i * xLine) * sizeof<T>()
    let result: f64
    if (op == PROD) {
      result = 1
      for (let j = 0; j < count; j++, from += step) result *= <f64>load<T>(from)
    } else if (op == MIN) {
      result = Infinity
      for (let j = 0; j < count; j++, from += step) result = min<f64>(result, <f64>load<T>(from))
    } else {
      result = maximum<T>(from, step, count)
      if (op == LOG_SUM_EXP && abs(result) < Infinity) result += log64(powers<T>(from, step, count, result))
    }
    store<T>(out + <usize>(i * outStep) * sizeof<T>(), <T>result)
  }
}

export function reduceF32(
  op: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  reduce<f32>(op, x, xLine, xStep, count, out, outStep, begin, end)
}

export function reduceF64(
  op: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  reduce<f64>(op, x, xLine, xStep, count, out, outStep, begin, end)
}

export function reduceI32(
  op: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  for (let i = begin; i < end; i++) {
    let from = x + (<usize>(i * xLine) << 2)
    let result = op == PROD ? 1 : op == MAX ? i32.MIN_VALUE : op == MIN ? i32.MAX_VALUE : 0
    for (let j = 0; j < count; j++, from += xStep << 2) {
      const value = load<i32>(from)
      if (op == PROD) result *= value
      else if (op == MAX) result = max<i32>(result, value)
      else if (op == MIN) result = min<i32>(result, value)
      else result += value
    }
    store<i32>(out + (<usize>(i * outStep) << 2), result)
  }
}

@inline function argReduce<T>(
  sign: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  for (let i = begin; i < end; i++) {
    let from = x + <usize>(i * xLine) * sizeof<T>()
    let record = load<T>(from)
    let best = 0
    for (let j = 1; j < count && record == record; j++) {
      from += <usize>xStep * sizeof<T>()
      const value = load<T>(from)
      if (value != value || (sign > 0 ? value > record : value < record)) {
        record = value
        best = j
      }
    }
    store<i32>(out + (<usize>(i * outStep) << 2), best)
  }
}

export function argReduceF32(
  sign: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  argReduce<f32>(sign, x, xLine, xStep, count, out, outStep, begin, end)
}

export function argReduceF64(
  sign: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32,
): void {
  argReduce<f64>(sign, x, xLine, xStep, count, out, outStep, begin, end)
}

@inline function softmax<T>(
  isLog: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outLine: i32, outStep: i32, begin: i32, end: i32,
): void {
  const step = <usize>xStep * sizeof<T>()
  for (let i = begin; i < end; i++) {
    let from = x + <usize>(i * xLine) * sizeof<T>()
    let to = out + <usize>(i * outLine) * sizeof<T>()
    const m = maximum<T>(from, step, count)
    const total = powers<T>(from, step, count, m)
    const shift = log64(total)
    for (let j = 0; j < count; j++, from += step, to += outStep * sizeof<T>()) {
      const t = <f64>load<T>(from) - m
      store<T>(to, <T>(isLog ? t - shift : exp64(t) / total))
    }
  }
}

export function softmaxF32(
  isLog: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outLine: i32, outStep: i32, begin: i32, end: i32,
): void {
  softmax<f32>(isLog, x, xLine, xStep, count, out, outLine, outStep, begin, end)
}

export function softmaxF64(
  isLog: i32, x: usize, xLine: i32, xStep: i32, count: i32, out: usize, outLine: i32, outStep: i32, begin: i32, end: i32,
): void {
  softmax<f64>(isLog, x, xLine, xStep, count, out, outLine, outStep, begin, end)
}
