/*
 * out[i, j] = x[i, j] and out[i, j] = value on matrices with any strides (in elements), for elements of
 * 1, 4 or 8 bytes whatever they mean. Rows of adjacent elements are moved as blocks; other layouts, a
 * transposition among them, go element by element. Nothing is computed, so nothing is rounded.
 */

@inline function copy<T>(
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
  for (let i = rowBegin; i < rowEnd; i++) {
    let to = out + (i * outRow + columnBegin * outStep) * size
    for (let j = columnBegin; j < columnEnd; j++, to += outStep * size) store<T>(to, value)
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
