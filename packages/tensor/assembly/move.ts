import { lanes } from './lanes'
import { transposeBlock } from './panels'

/*
 * out[i, j] = x[i, j] and out[i, j] = value on matrices with any strides (in elements), for elements of
 * 1, 4 or 8 bytes whatever they mean. Nothing is computed, so nothing is rounded.
 *
 * Rows of adjacent elements are moved as blocks, and filled by vectors. A transposition goes by squares of
 * 4 x 4 elements of 4 bytes or 2 x 2 of 8. Other layouts, and what is left over, go element by element.
 */

@inline function copy<T>(
  x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  if (sizeof<T>() == 1 || xRow != 1 || outStep != 1) {
    copyRows<T>(x, xRow, xStep, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
    return
  }
  const rows = rowBegin + ((rowEnd - rowBegin) & -lanes<T>())
  const columns = columnBegin + ((columnEnd - columnBegin) & -lanes<T>())
  const size = <i32>sizeof<T>()
  for (let i = rowBegin; i < rows; i += lanes<T>()) {
    for (let j = columnBegin; j < columns; j += lanes<T>()) {
      transposeBlock<T>(x + (i + j * xStep) * size, xStep * size, out + (i * outRow + j) * size, outRow * size)
    }
  }
  copyRows<T>(x, xRow, xStep, out, outRow, outStep, rowBegin, rows, columns, columnEnd)
  copyRows<T>(x, xRow, xStep, out, outRow, outStep, rows, rowEnd, columnBegin, columnEnd)
}

function copyRows<T>(
  x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  const size = <i32>sizeof<T>()
  for (let i = rowBegin; i < rowEnd; i++) {
    let from = x + (i * xRow + columnBegin * xStep) * size
    let to = out + (i * outRow + columnBegin * outStep) * size
    if (xStep == 1 && outStep == 1) {
      memory.copy(to, from, (columnEnd - columnBegin) * size)
      continue
    }
    for (let j = columnBegin; j < columnEnd; j++, from += xStep * size, to += outStep * size) {
      store<T>(to, load<T>(from))
    }
  }
}

export function copy8(
  x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  copy<u8>(x, xRow, xStep, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function copy32(
  x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  copy<u32>(x, xRow, xStep, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
}

export function copy64(
  x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
): void {
  copy<u64>(x, xRow, xStep, out, outRow, outStep, rowBegin, rowEnd, columnBegin, columnEnd)
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
