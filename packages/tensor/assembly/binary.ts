import { lanes } from './lanes'

/*
 * out[i, j] = f(a[i, j], b[i, j]) on rows with any row stride; the columns of `out` are adjacent, and it
 * may be `a` or `b`. The columns of an operand are adjacent (step 1) or one number for the whole row
 * (step 0); a row stride of 0 makes one row serve all. So a row, a column and a number are broadcast.
 *
 * Every element is rounded once. Maximum and minimum give NaN where either is, and put -0 below 0.
 * Remainders of a row go element by element through the same operation.
 */
const ADD: i32 = 0
const SUBTRACT: i32 = 1
const MULTIPLY: i32 = 2
const DIVIDE: i32 = 3
const MAXIMUM: i32 = 4
const MINIMUM: i32 = 5
const MASK: i32 = 6

@inline function vector<T>(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return v128.add<T>(a, b)
  if (op == SUBTRACT) return v128.sub<T>(a, b)
  if (op == MULTIPLY) return v128.mul<T>(a, b)
  if (op == DIVIDE) return v128.div<T>(a, b)
  if (op == MAXIMUM) return v128.max<T>(a, b)
  if (op == MINIMUM) return v128.min<T>(a, b)
  return v128.and(a, v128.gt<T>(b, v128.splat<T>(0)))
}

@inline function element<T>(op: i32, a: T, b: T): T {
  if (op == ADD) return a + b
  if (op == SUBTRACT) return a - b
  if (op == MULTIPLY) return a * b
  if (op == DIVIDE) return a / b
  if (op == MAXIMUM) return max<T>(a, b)
  if (op == MINIMUM) return min<T>(a, b)
  return b > <T>0 ? a : <T>0
}

/** One row; the steps are in bytes. A repeated operand stays in a register. */
@inline function row<T>(op: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, count: i32): void {
  const whole = count & -lanes<T>()
  const end = out + <usize>whole * sizeof<T>()
  if (aStep != 0 && bStep != 0) {
    for (; out < end; out += 16, a += 16, b += 16) v128.store(out, vector<T>(op, v128.load(a), v128.load(b)))
  } else if (aStep != 0) {
    const repeated = v128.load_splat<T>(b)
    for (; out < end; out += 16, a += 16) v128.store(out, vector<T>(op, v128.load(a), repeated))
  } else if (bStep != 0) {
    const repeated = v128.load_splat<T>(a)
    for (; out < end; out += 16, b += 16) v128.store(out, vector<T>(op, repeated, v128.load(b)))
  } else {
    const result = vector<T>(op, v128.load_splat<T>(a), v128.load_splat<T>(b))
    for (; out < end; out += 16) v128.store(out, result)
  }
  for (let j = whole; j < count; j++, out += sizeof<T>(), a += aStep, b += bStep) {
    store<T>(out, element<T>(op, load<T>(a), load<T>(b)))
  }
}

@inline function binary<T>(
  op: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  if (columnBegin >= columnEnd) return
  const size = <i32>sizeof<T>()
  for (let i = rowBegin; i < rowEnd; i++) {
    const x = a + (i * aRow + columnBegin * aStep) * size
    const y = b + (i * bRow + columnBegin * bStep) * size
    row<T>(op, x, aStep * size, y, bStep * size, out + (i * outRow + columnBegin) * size, columnEnd - columnBegin)
  }
}

export function addF32(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(ADD, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function subtractF32(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(SUBTRACT, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function multiplyF32(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(MULTIPLY, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function divideF32(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(DIVIDE, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function maximumF32(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(MAXIMUM, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function minimumF32(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(MINIMUM, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

/** a where b > 0, else 0. */
export function maskF32(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(MASK, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function addF64(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(ADD, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function subtractF64(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(SUBTRACT, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function multiplyF64(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(MULTIPLY, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function divideF64(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(DIVIDE, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function maximumF64(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(MAXIMUM, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function minimumF64(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(MINIMUM, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

/** a where b > 0, else 0. */
export function maskF64(
  a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(MASK, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}
