import { BOOL, F32, F64, I32, read, sizeOf, writeFloat } from './types'

/*
 * Comparisons, choices and conversions, on rows with any row stride whose columns are any step apart; the
 * columns of `out` are adjacent.
 *
 *   compare   out[i, j] = a[i, j] op b[i, j] as a byte that is 0 or 1; op is named by its place in the list of
 *             src/backend/wasm/compiler/lower/operation-codes.ts. Nothing is equal to, less or greater than NaN, which counts as true.
 *   where     out[i, j] = condition[i, j] ? a[i, j] : b[i, j], elements of 1, 4 or 8 bytes as they are
 *   convert   out[i, j] = x[i, j] in another type, as a typed array stores it: floats are cut toward zero and
 *             wrap around, NaN and infinities are 0 as integers; a bool is x != 0
 *
 * Everything is exact, but for the one rounding of a float64 or int32 that becomes float32.
 */

@inline function compares<T>(op: i32, a: T, b: T): bool {
  switch (op) {
    case 0: return a == b
    case 1: return a != b
    case 2: return a < b
    case 3: return a <= b
    case 4: return a > b
    case 5: return a >= b
    case 6: return (a != 0) & (b != 0)
    case 7: return (a != 0) | (b != 0)
    default: return (a != 0) != (b != 0)
  }
}

/** Compares elements of the type `type`; float32 has a loop of its own. */
export function compare(
  op: i32, type: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  const size = sizeOf(type)
  for (let i = rowBegin; i < rowEnd; i++) {
    let x = a + (i * aRow + columnBegin * aStep) * size
    let y = b + (i * bRow + columnBegin * bStep) * size
    const to = out + i * outRow
    if (type == F32) {
      for (let j = columnBegin; j < columnEnd; j++, x += aStep << 2, y += bStep << 2) {
        store<u8>(to + j, u8(compares<f32>(op, load<f32>(x), load<f32>(y))))
      }
    } else {
      for (let j = columnBegin; j < columnEnd; j++, x += aStep * size, y += bStep * size) {
        store<u8>(to + j, u8(compares<f64>(op, read(type, x), read(type, y))))
      }
    }
  }
}

@inline function choose<T>(
  condition: usize, conditionRow: i32, conditionStep: i32, a: usize, aRow: i32, aStep: i32,
  b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  const size = <i32>sizeof<T>()
  for (let i = rowBegin; i < rowEnd; i++) {
    const asks = condition + i * conditionRow
    const x = a + i * aRow * size
    const y = b + i * bRow * size
    const to = out + i * outRow * size
    for (let j = columnBegin; j < columnEnd; j++) {
      const yes = load<T>(x + j * aStep * size)
      const no = load<T>(y + j * bStep * size)
      store<T>(to + j * size, select<T>(yes, no, load<u8>(asks + j * conditionStep)))
    }
  }
}

export function where8(
  condition: usize, conditionRow: i32, conditionStep: i32, a: usize, aRow: i32, aStep: i32,
  b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  choose<u8>(
    condition, conditionRow, conditionStep, a, aRow, aStep, b, bRow, bStep, out, outRow,
    rowBegin, rowEnd, columnBegin, columnEnd,
  )
}

export function where32(
  condition: usize, conditionRow: i32, conditionStep: i32, a: usize, aRow: i32, aStep: i32,
  b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  choose<u32>(
    condition, conditionRow, conditionStep, a, aRow, aStep, b, bRow, bStep, out, outRow,
    rowBegin, rowEnd, columnBegin, columnEnd,
  )
}

export function where64(
  condition: usize, conditionRow: i32, conditionStep: i32, a: usize, aRow: i32, aStep: i32,
  b: usize, bRow: i32, bStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  choose<u64>(
    condition, conditionRow, conditionStep, a, aRow, aStep, b, bRow, bStep, out, outRow,
    rowBegin, rowEnd, columnBegin, columnEnd,
  )
}

/** x modulo 2^32, cut toward zero; 0 for NaN and infinities. */
@inline function wrapped(x: f64): u32 {
  const whole = trunc<f64>(x)
  return u32(whole - floor<f64>(whole / 4294967296) * 4294967296)
}

/** Converts from the type `from` to the type `to`. */
export function convert(
  from: i32, to: i32, x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  const step = xStep * sizeOf(from)
  const outStep = sizeOf(to)
  for (let i = rowBegin; i < rowEnd; i++) {
    let source = x + i * xRow * sizeOf(from) + columnBegin * step
    let target = out + (i * outRow + columnBegin) * outStep
    for (let j = columnBegin; j < columnEnd; j++, source += step, target += outStep) {
      const value = read(from, source)
      if (to <= F64) writeFloat(to, target, value)
      else if (to == I32) store<u32>(target, wrapped(value))
      else if (to == BOOL) store<u8>(target, u8(value != 0))
      else store<u8>(target, <u8>wrapped(value))
    }
  }
}
