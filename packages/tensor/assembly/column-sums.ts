/*
 * out[j] = sum over i < rows of x[i, j], for the columns [columnBegin, columnEnd) of a matrix with any
 * strides (in elements); out has the stride `outStep`. A whole matrix is summed as one column.
 *
 * A sum is one chain in float64, in the order of i from 0, rounded once: at most rows * 2^-53 sum |x| off,
 * then half a unit. So it does not matter how many chains go side by side: sixteen where columns are
 * adjacent, four where they are not, and one for what is left over.
 */

@inline function columnSums<T>(
  x: usize, xRow: i32, xColumn: i32, rows: i32, out: usize, outStep: i32, columnBegin: i32, columnEnd: i32,
): void {
  const size = <i32>sizeof<T>()
  const step = xRow * size
  let j = columnBegin
  if (xColumn == 1 && outStep == 1) {
    for (; j + 16 <= columnEnd; j += 16) sixteenColumns<T>(x + j * size, step, rows, out + j * size)
  }
  for (; j + 4 <= columnEnd; j += 4) {
    fourColumns<T>(x + j * xColumn * size, step, xColumn * size, rows, out + j * outStep * size, outStep * size)
  }
  for (; j < columnEnd; j++) {
    let sum: f64 = 0
    let from = x + j * xColumn * size
    for (let i = 0; i < rows; i++, from += step) sum += <f64>load<T>(from)
    store<T>(out + j * outStep * size, <T>sum)
  }
}

function sixteenColumns<T>(x: usize, step: i32, rows: i32, out: usize): void {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
  const pair = 2 * sizeof<T>()
  for (let i = 0; i < rows; i++, x += step) {
    s0 = f64x2.add(s0, loadPair<T>(x))
    s1 = f64x2.add(s1, loadPair<T>(x + pair))
    s2 = f64x2.add(s2, loadPair<T>(x + 2 * pair))
    s3 = f64x2.add(s3, loadPair<T>(x + 3 * pair))
    s4 = f64x2.add(s4, loadPair<T>(x + 4 * pair))
    s5 = f64x2.add(s5, loadPair<T>(x + 5 * pair))
    s6 = f64x2.add(s6, loadPair<T>(x + 6 * pair))
    s7 = f64x2.add(s7, loadPair<T>(x + 7 * pair))
  }
  storePair<T>(out, s0)
  storePair<T>(out + pair, s1)
  storePair<T>(out + 2 * pair, s2)
  storePair<T>(out + 3 * pair, s3)
  storePair<T>(out + 4 * pair, s4)
  storePair<T>(out + 5 * pair, s5)
  storePair<T>(out + 6 * pair, s6)
  storePair<T>(out + 7 * pair, s7)
}

@inline function loadPair<T>(x: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(x) : f64x2.promote_low_f32x4(v128.load64_zero(x))
}

@inline function storePair<T>(out: usize, sums: v128): void {
  if (sizeof<T>() == 8) v128.store(out, sums)
  else v128.store64_lane(out, f32x4.demote_f64x2_zero(sums), 0)
}

function fourColumns<T>(x: usize, step: i32, column: i32, rows: i32, out: usize, outStep: i32): void {
  let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0
  for (let i = 0; i < rows; i++, x += step) {
    s0 += <f64>load<T>(x)
    s1 += <f64>load<T>(x + column)
    s2 += <f64>load<T>(x + 2 * column)
    s3 += <f64>load<T>(x + 3 * column)
  }
  store<T>(out, <T>s0)
  store<T>(out + outStep, <T>s1)
  store<T>(out + 2 * outStep, <T>s2)
  store<T>(out + 3 * outStep, <T>s3)
}

/**
 * out[i] = the sum of `count` adjacent float32 from x + i * runStep on, for i in [begin, end). Sixteen chains in
 * float64, which are added in pairs, then what is left over
 * after the last sixteen elements: at most count / 16 * 2^-53 sum |x| off,
 * then half a unit.
 */
export function runSumsF32(x: usize, runStep: i32, count: i32, out: usize, outStep: i32, begin: i32, end: i32): void {
  for (let i = begin; i < end; i++) store<f32>(out + ((i * outStep) << 2), <f32>runSum(x + ((i * runStep) << 2), count))
}

function runSum(x: usize, count: i32): f64 {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
  let left = count
  for (; left >= 16; left -= 16, x += 64) {
    s0 = f64x2.add(s0, loadPair<f32>(x))
    s1 = f64x2.add(s1, loadPair<f32>(x + 8))
    s2 = f64x2.add(s2, loadPair<f32>(x + 16))
    s3 = f64x2.add(s3, loadPair<f32>(x + 24))
    s4 = f64x2.add(s4, loadPair<f32>(x + 32))
    s5 = f64x2.add(s5, loadPair<f32>(x + 40))
    s6 = f64x2.add(s6, loadPair<f32>(x + 48))
    s7 = f64x2.add(s7, loadPair<f32>(x + 56))
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3))
  s4 = f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7))
  s0 = f64x2.add(s0, s4)
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1)
  for (; left > 0; left--, x += 4) sum += <f64>load<f32>(x)
  return sum
}

export function columnSumsF32(
  x: usize, xRow: i32, xColumn: i32, rows: i32, out: usize, outStep: i32, columnBegin: i32, columnEnd: i32,
): void {
  columnSums<f32>(x, xRow, xColumn, rows, out, outStep, columnBegin, columnEnd)
}

export function columnSumsF64(
  x: usize, xRow: i32, xColumn: i32, rows: i32, out: usize, outStep: i32, columnBegin: i32, columnEnd: i32,
): void {
  columnSums<f64>(x, xRow, xColumn, rows, out, outStep, columnBegin, columnEnd)
}
