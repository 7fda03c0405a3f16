import { lanes } from './lanes'
import { transposeBlock } from './panels'

/*
 * out[i, j] = x[i, j] for elements of 4 bytes, whatever they mean, and out[i, j] = value, on matrices with any
 * strides (in elements). Nothing is computed, so nothing is rounded. Copies of other sizes: strided-copy.ts.
 *
 * Rows of adjacent elements are moved as blocks, and filled by vectors. A transposition goes by squares of
 * 4 x 4 elements. Other layouts, and what is left over, go element by element.
 */

export function copy32(
  x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  if (xRow != 1 || outStep != 1) {
    copyRows(x, xRow, xStep, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
    return
  }
  const rows = rowBegin + ((rowEnd - rowBegin) & -4)
  const columns = columnBegin + ((columnEnd - columnBegin) & -4)
  for (let i = rowBegin; i < rows; i += 4) {
    for (let j = columnBegin; j < columns; j += 4) {
      transposeBlock<f32>(x + ((i + j * xStep) << 2), xStep << 2, out + ((i * outRow + j) << 2), outRow << 2)
    }
  }
  copyRows(x, xRow, xStep, out, outRow, outStep, rowBegin, rows, columns, columnEnd)
  copyRows(x, xRow, xStep, out, outRow, outStep, rows, rowEnd, columnBegin, columnEnd)
}

function copyRows(
  x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  for (let i = rowBegin; i < rowEnd; i++) {
    let from = x + ((i * xRow + columnBegin * xStep) << 2)
    let to = out + ((i * outRow + columnBegin * outStep) << 2)
    if (xStep == 1 && outStep == 1) {
      memory.copy(to, from, (columnEnd - columnBegin) << 2)
      continue
    }
    for (let j = columnBegin; j < columnEnd; j++, from += xStep << 2, to += outStep << 2) {
      store<u32>(to, load<u32>(from))
    }
  }
}

@inline function fill<T>(
  value: T, out: usize, outRow: i32, outStep: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  const size = <i32>sizeof<T>()
  const whole = outStep == 1 ? columnBegin + ((columnEnd - columnBegin) & -lanes<T>()) : columnBegin
  const values = v128.splat<T>(value)
  for (let i = rowBegin; i < rowEnd; i++) {
    let to = out + (i * outRow + columnBegin * outStep) * size
    for (let j = columnBegin; j < whole; j += lanes<T>(), to += 16) v128.store(to, values)
    for (let j = whole; j < columnEnd; j++, to += outStep * size) store<T>(to, value)
  }
}

export function fillF32(
  value: f64, out: usize, outRow: i32, outStep: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  fill<f32>(<f32>value, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function fillF64(
  value: f64, out: usize, outRow: i32, outStep: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  fill<f64>(value, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function fillI32(
  value: i32, out: usize, outRow: i32, outStep: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  fill<i32>(value, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
}

/** Bytes and bool; the value's lowest byte counts. */
export function fillU8(
  value: i32, out: usize, outRow: i32, outStep: i32, rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  fill<u8>(<u8>value, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
}
