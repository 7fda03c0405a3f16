import { erf4, exp4, expm14, log1p4, log4, sigmoid4, softplus4, tanh4 } from './exponential'
import { ERF, EXP, EXPM1, hostUnary, LOG, LOG1P, SIGMOID, SOFTPLUS, TANH } from './host'
import { lanes, positives } from './lanes'

/*
 * out[i, j] = f(x[i, j]) on rows with any row stride. The columns of `out` are adjacent, those of x any step
 * apart (0 for one number a row); `out` may be `x` where both lie alike. f is named by its place in the list
 * of src/backend/wasm/compiler/lower/operation-codes.ts.
 *
 * Every element is rounded once, but for what exponential.ts approximates in float32 and what host.ts
 * leaves to the host's functions. NaN comes through. What is left of a row, and rows whose elements are
 * not adjacent, go element by element through the same operation.
 */
const RELU: i32 = 0
const NEGATIVE: i32 = 1
const SQRT: i32 = 2
const ABS: i32 = 3
const SQUARE: i32 = 4
const RECIPROCAL: i32 = 5
const RSQRT: i32 = 6
const SIGN: i32 = 7
const FLOOR: i32 = 8
const CEIL: i32 = 9
const TRUNC: i32 = 10
const ROUND: i32 = 11

@inline function vector<T>(op: i32, x: v128): v128 {
  if (op == RELU) return positives<T>(x)
  if (op == NEGATIVE) return v128.neg<T>(x)
  if (op == SQRT) return v128.sqrt<T>(x)
  if (op == ABS) return v128.abs<T>(x)
  if (op == SQUARE) return v128.mul<T>(x, x)
  return rarer<T>(op, x)
}

function rarer<T>(op: i32, x: v128): v128 {
  switch (op) {
    case RECIPROCAL: return v128.div<T>(v128.splat<T>(1), x)
    case RSQRT: return inverseRoot<T>(x)
    case SIGN: return sign<T>(x)
    case FLOOR: return v128.floor<T>(x)
    case CEIL: return v128.ceil<T>(x)
    case TRUNC: return v128.trunc<T>(x)
    case ROUND: return v128.nearest<T>(x)
  }
  if (sizeof<T>() == 8) {
    const first = f64x2.splat(hostUnary(op, f64x2.extract_lane(x, 0)))
    return f64x2.replace_lane(first, 1, hostUnary(op, f64x2.extract_lane(x, 1)))
  }
  switch (op) {
    case EXP: return exp4(x)
    case LOG: return log4(x)
    case TANH: return tanh4(x)
    case EXPM1: return expm14(x)
    case LOG1P: return log1p4(x)
    case ERF: return erf4(x)
    case SIGMOID: return sigmoid4(x)
    case SOFTPLUS: return softplus4(x)
  }
  let y = f32x4.splat(<f32>hostUnary(op, <f64>f32x4.extract_lane(x, 0)))
  y = f32x4.replace_lane(y, 1, <f32>hostUnary(op, <f64>f32x4.extract_lane(x, 1)))
  y = f32x4.replace_lane(y, 2, <f32>hostUnary(op, <f64>f32x4.extract_lane(x, 2)))
  return f32x4.replace_lane(y, 3, <f32>hostUnary(op, <f64>f32x4.extract_lane(x, 3)))
}

/** 1 / sqrt(x), in float64 and rounded once. */
function inverseRoot<T>(x: v128): v128 {
  const one = f64x2.splat(1)
  if (sizeof<T>() == 8) return f64x2.div(one, f64x2.sqrt(x))
  const low = f64x2.div(one, f64x2.sqrt(f64x2.promote_low_f32x4(x)))
  const high = f64x2.div(one, f64x2.sqrt(f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 0))))
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2)
}

/** 1 or -1; zeros and NaN as they are. */
function sign<T>(x: v128): v128 {
  const one = v128.or(v128.and(x, v128.splat<T>(-0.0)), v128.splat<T>(1))
  return v128.bitselect(one, x, v128.gt<T>(v128.abs<T>(x), v128.splat<T>(0)))
}

@inline function adjacent<T>(op: i32, from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, vector<T>(op, v128.load(from + at)))
}

/** The operations of float32 that training is made of have loops of their own. */
function vectors<T>(op: i32, from: usize, to: usize, bytes: usize): void {
  if (sizeof<T>() == 8) {
    adjacent<T>(op, from, to, bytes)
    return
  }
  switch (op) {
    case RELU: adjacent<T>(RELU, from, to, bytes); break
    case NEGATIVE: adjacent<T>(NEGATIVE, from, to, bytes); break
    case SQRT: adjacent<T>(SQRT, from, to, bytes); break
    case ABS: adjacent<T>(ABS, from, to, bytes); break
    case SQUARE: adjacent<T>(SQUARE, from, to, bytes); break
    default: for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, rarer<T>(op, v128.load(from + at)))
  }
}

function elements<T>(op: i32, from: usize, step: i32, to: usize, count: i32): void {
  for (const end = to + <usize>count * sizeof<T>(); to < end; to += sizeof<T>(), from += step) {
    store<T>(to, v128.extract_lane<T>(vector<T>(op, v128.load_splat<T>(from)), 0))
  }
}

@inline function unary<T>(
  op: i32, x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  const size = <i32>sizeof<T>()
  const count = columnEnd - columnBegin
  const whole = xStep == 1 ? count & -lanes<T>() : 0
  for (let i = rowBegin; i < rowEnd; i++) {
    const from = x + (i * xRow + columnBegin * xStep) * size
    const to = out + (i * outRow + columnBegin) * size
    vectors<T>(op, from, to, whole * size)
    elements<T>(op, from + whole * size, xStep * size, to + whole * size, count - whole)
  }
}

export function unaryF32(
  op: i32, x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f32>(op, x, xRow, xStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function unaryF64(
  op: i32, x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  unary<f64>(op, x, xRow, xStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}
