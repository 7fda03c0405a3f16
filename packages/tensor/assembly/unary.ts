import { exp1, exp4, log1, log4, tanh1, tanh4 } from './exponential'
import { lanes, positive, positives } from './lanes'

/*
 * out[i, j] = f(x[i, j]) on rows of adjacent elements with any row stride; `out` may be `x`.
 *
 * Every element is rounded once, but for exp, log and tanh (exponential.ts), which are float32 alone.
 * NaN comes through. Remainders of a row go element by element through the same operation.
 */
const RELU: i32 = 0
const NEGATIVE: i32 = 1
const SQRT: i32 = 2
const ABS: i32 = 3
const SQUARE: i32 = 4
const EXP: i32 = 5
const LOG: i32 = 6
const TANH: i32 = 7

@inline function vector<T>(op: i32, x: v128): v128 {
  if (op == RELU) return positives<T>(x)
  if (op == NEGATIVE) return v128.neg<T>(x)
  if (op == SQRT) return v128.sqrt<T>(x)
  if (op == ABS) return v128.abs<T>(x)
  if (op == SQUARE) return v128.mul<T>(x, x)
  if (op == EXP) return exp4(x)
  if (op == LOG) return log4(x)
  return tanh4(x)
}

@inline function element<T>(op: i32, x: T): T {
  if (op == RELU) return positive<T>(x)
  if (op == NEGATIVE) return -x
  if (op == SQRT) return sqrt<T>(x)
  if (op == ABS) return abs<T>(x)
  if (op == SQUARE) return x * x
  if (op == EXP) return <T>exp1(<f32>x)
  if (op == LOG) return <T>log1(<f32>x)
  return <T>tanh1(<f32>x)
}

@inline function unary<T>(
  op: i32, x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  const count = columnEnd - columnBegin
  const whole = <usize>(count & -lanes<T>()) * sizeof<T>()
  const end = <usize>count * sizeof<T>()
  for (let i = rowBegin; i < rowEnd; i++) {
    const from = x + <usize>(i * xRow + columnBegin) * sizeof<T>()
    const to = out + <usize>(i * outRow + columnBegin) * sizeof<T>()
    for (let at: usize = 0; at < whole; at += 16) v128.store(to + at, vector<T>(op, v128.load(from + at)))
    for (let at = whole; at < end; at += sizeof<T>()) store<T>(to + at, element<T>(op, load<T>(from + at)))
  }
}

export function reluF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(RELU, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function negativeF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(NEGATIVE, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function sqrtF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(SQRT, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function absF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(ABS, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function squareF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(SQUARE, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function reluF64(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f64>(RELU, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function negativeF64(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f64>(NEGATIVE, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function sqrtF64(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f64>(SQRT, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function absF64(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f64>(ABS, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function squareF64(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f64>(SQUARE, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function expF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(EXP, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function logF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(LOG, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function tanhF32(
  x: usize, xRow: i32, out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(TANH, x, xRow, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}
