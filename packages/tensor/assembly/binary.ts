import { atan264, pow64 } from './host'
import { lanes } from './lanes'

/*
 * out[i, j] = f(a[i, j], b[i, j]) on rows with any row stride; the columns of `out` are adjacent, and it may
 * be `a` or `b` where both lie alike. The columns of an operand are any step apart; a step of 0 repeats one
 * number, a row stride of 0 one row, so that a row, a column and a number are broadcast. f is named by its
 * place in the list of src/backend/wasm/compiler/lower/operation-codes.ts.
 *
 * Every element is rounded once, but for pow and atan2, which are the host's (host.ts); integers wrap
 * around. Maximum and minimum give NaN where either is, and put -0 below 0. What is left of a row, and rows
 * whose elements are neither adjacent nor repeated, go element by element through the same operation.
 */
const ADD: i32 = 0
const SUBTRACT: i32 = 1
const MULTIPLY: i32 = 2
const MAXIMUM: i32 = 3
const MINIMUM: i32 = 4
const DIVIDE: i32 = 5
/** a where b > 0, else 0. */
const MASK: i32 = 6
const POW: i32 = 7

@inline function vector<T>(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return v128.add<T>(a, b)
  if (op == SUBTRACT) return v128.sub<T>(a, b)
  if (op == MULTIPLY) return v128.mul<T>(a, b)
  if (op == MAXIMUM) return v128.max<T>(a, b)
  if (op == MINIMUM) return v128.min<T>(a, b)
  if (isFloat<T>()) {
    if (op == DIVIDE) return v128.div<T>(a, b)
    if (op == MASK) return v128.and(a, v128.gt<T>(b, v128.splat<T>(0)))
    return rarer<T>(op, a, b)
  }
  return a
}

function rarer<T>(op: i32, a: v128, b: v128): v128 {
  let y = v128.splat<T>(element<T>(op, v128.extract_lane<T>(a, 0), v128.extract_lane<T>(b, 0)))
  y = v128.replace_lane<T>(y, 1, element<T>(op, v128.extract_lane<T>(a, 1), v128.extract_lane<T>(b, 1)))
  if (sizeof<T>() == 8) return y
  y = v128.replace_lane<T>(y, 2, element<T>(op, v128.extract_lane<T>(a, 2), v128.extract_lane<T>(b, 2)))
  return v128.replace_lane<T>(y, 3, element<T>(op, v128.extract_lane<T>(a, 3), v128.extract_lane<T>(b, 3)))
}

function element<T>(op: i32, a: T, b: T): T {
  return <T>(op == POW ? pow64(<f64>a, <f64>b) : atan264(<f64>a, <f64>b))
}

/** Whole vectors of a row; an operand that is repeated stays in a register. */
@inline function adjacent<T>(op: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, bytes: usize): void {
  const end = out + bytes
  if (aStep == 0) {
    const repeated = v128.load_splat<T>(a)
    for (; out < end; out += 16, b += 16) v128.store(out, vector<T>(op, repeated, v128.load(b)))
  } else if (bStep == 0) {
    const repeated = v128.load_splat<T>(b)
    for (; out < end; out += 16, a += 16) v128.store(out, vector<T>(op, v128.load(a), repeated))
  } else {
    for (; out < end; out += 16, a += 16, b += 16) v128.store(out, vector<T>(op, v128.load(a), v128.load(b)))
  }
}

/** The operations of float32 that training is made of have loops of their own. */
function vectors<T>(op: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, bytes: usize): void {
  if (sizeof<T>() == 8 || isInteger<T>() || (aStep == 0 && op >= DIVIDE)) {
    adjacent<T>(op, a, aStep, b, bStep, out, bytes)
    return
  }
  switch (op) {
    case ADD: adjacent<T>(ADD, a, aStep, b, bStep, out, bytes); break
    case SUBTRACT: adjacent<T>(SUBTRACT, a, aStep, b, bStep, out, bytes); break
    case MULTIPLY: adjacent<T>(MULTIPLY, a, aStep, b, bStep, out, bytes); break
    case DIVIDE: adjacent<T>(DIVIDE, a, 1, b, bStep, out, bytes); break
    case MASK: adjacent<T>(MASK, a, 1, b, bStep, out, bytes); break
    default: adjacent<T>(op, a, aStep, b, bStep, out, bytes)
  }
}

function elements<T>(op: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, count: i32): void {
  for (const end = out + <usize>count * sizeof<T>(); out < end; out += sizeof<T>(), a += aStep, b += bStep) {
    store<T>(out, v128.extract_lane<T>(vector<T>(op, v128.load_splat<T>(a), v128.load_splat<T>(b)), 0))
  }
}

@inline function binary<T>(
  op: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  if (columnBegin >= columnEnd) return
  const size = <i32>sizeof<T>()
  const count = columnEnd - columnBegin
  const hasVectors = <u32>aStep <= 1 && <u32>bStep <= 1 && (aStep | bStep) != 0
  const whole = hasVectors ? count & -lanes<T>() : 0
  for (let i = rowBegin; i < rowEnd; i++) {
    const x = a + (i * aRow + columnBegin * aStep) * size
    const y = b + (i * bRow + columnBegin * bStep) * size
    const to = out + (i * outRow + columnBegin) * size
    vectors<T>(op, x, aStep, y, bStep, to, whole * size)
    elements<T>(
      op, x + whole * aStep * size, aStep * size, y + whole * bStep * size, bStep * size, to + whole * size, count - whole,
    )
  }
}

export function binaryF32(
  op: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f32>(op, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function binaryF64(
  op: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<f64>(op, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}

/** Of integers only ADD to MINIMUM. */
export function binaryI32(
  op: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  binary<i32>(op, a, aRow, aStep, b, bRow, bStep, out, outRow, rowBegin, rowEnd, columnBegin, columnEnd)
}
