/*
 * out[j] = sum over i < rows of x[i, j], for the columns [columnBegin, columnEnd) of a matrix with any
 * strides (in elements); out has the stride `outStep`. A whole matrix is summed as one column.
 *
 * A sum is one chain in float64, in the order of i from 0, rounded once: at most rows * 2^-53 sum |x| off,
 * then half a unit. Four adjacent columns of float32 go side by side; the rest go one by one.
 */

export function columnSumsF32(
  x: usize, xRow: i32, xColumn: i32, rows: i32, out: usize, outStep: i32, columnBegin: i32, columnEnd: i32,
): void {
  let j = columnBegin
  if (xColumn == 1 && outStep == 1) {
    for (; j + 4 <= columnEnd; j += 4) fourColumns(x + (<usize>j << 2), xRow << 2, rows, out + (<usize>j << 2))
  }
  for (; j < columnEnd; j++) {
    let sum: f64 = 0
    let from = x + (<usize>(j * xColumn) << 2)
    for (let i = 0; i < rows; i++, from += xRow << 2) sum += <f64>load<f32>(from)
    store<f32>(out + (<usize>(j * outStep) << 2), <f32>sum)
  }
}

@inline function fourColumns(x: usize, step: i32, rows: i32, out: usize): void {
  let low = f64x2.splat(0)
  let high = low
  for (let i = 0; i < rows; i++, x += step) {
    const four = v128.load(x)
    low = f64x2.add(low, f64x2.promote_low_f32x4(four))
    high = f64x2.add(high, f64x2.promote_low_f32x4(i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)))
  }
  const lows = f32x4.demote_f64x2_zero(low)
  const highs = f32x4.demote_f64x2_zero(high)
  v128.store(out, v128.shuffle<f32>(lows, highs, 0, 1, 4, 5))
}

export function columnSumsF64(
  x: usize, xRow: i32, xColumn: i32, rows: i32, out: usize, outStep: i32, columnBegin: i32, columnEnd: i32,
): void {
  for (let j = columnBegin; j < columnEnd; j++) {
    let sum: f64 = 0
    let from = x + (<usize>(j * xColumn) << 3)
    for (let i = 0; i < rows; i++, from += xRow << 3) sum += load<f64>(from)
    store<f64>(out + (<usize>(j * outStep) << 3), sum)
  }
}
