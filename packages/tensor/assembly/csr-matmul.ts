import { DESCEND, finish32, finishElement, finishVector, writeVectors } from './epilogue'
import { ENTRY } from './csr'
import { multiplyAdd } from './multiply-add'

/*
 * Products of sparse rows with a background (csr.ts) and a matrix M whose columns are adjacent:
 *
 *   X M = D M + b * (column sums of M), so  s[r, j] = base[j] + sum over the entries of list r of
 *   value * M[index, j]   with   base[j] = bias[j] + b * sum over i < depth of M[i, j].
 *
 * With the CSR form and M = W (inputs x outputs) that is a linear layer; with the CSC form
 * and M = dY it is the gradient X^T dY of its weights, and the epilogue may descend along it at once.
 *
 * Layout. 32 columns of M at a time are copied into a panel [depth][32], which the cache can hold
 * whatever M's row stride is, and summed on the way. The sums of a list are eight vectors in registers.
 *
 * Order. A sum starts at base[j] and takes the entries in the order of the list, each by one multiplyAdd;
 * base[j] sums M in the order of i from 0. No range or block changes that.
 *
 * Error. Against the exact x M over all n, with eps = 2^-24 and to first order: the list's sum errs by
 * (e + 1) eps (|base| + sum |d M|) for its e entries, the base by (n + 2) eps |b| sum |M| + eps |bias|,
 * the rounding of d = x - b by eps sum |d M|; so all by at most
 * (n + e + 3) eps (|bias| + sum (|d| + |b|) |M|), of the same form as the dense sum's n eps sum |x M|.
 *
 * Remainders. Columns beyond the last 32 go by 4 and then one by one, straight from M.
 *
 * `scratch` holds csrMatmulScratch(depth) bytes, 16-byte aligned, private to the calling thread.
 */

/** Bytes of one row of a panel. */
const PANEL_ROW: usize = 128

/**
 * out[r, j] = epilogue(s[r, j]), an epilogue without a matrix beside out; `bias` 0 means none. With `claims`
 * threads share the columns of one range as they come to them, 32 at a time, so that none waits for a slower
 * one: a line of 64 bytes for each thread, which counts its calls, and a word for each 32 columns, all 0 at
 * first. Whoever raises the word to the number of the call computes the columns.
 */
export function csrMatmulF32(
  entries: usize, ranges: usize,
  matrix: usize, matrixRow: i32, depth: i32, background: f32, bias: usize,
  out: usize, outRow: i32, epilogue: i32, rate: usize,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32, scratch: usize,
  claims: usize, thread: i32, threads: i32,
): void {
  const step = matrixRow << 2
  const r32: f32 = epilogue == DESCEND ? <f32>load<f64>(rate) : 0
  const chunks = (columnEnd - columnBegin + 31) >> 5
  const words = claims + (<usize>threads << 6)
  let call = 0
  let chunk = 0
  if (claims != 0) {
    const line = claims + (<usize>thread << 6)
    call = load<i32>(line) + 1
    store<i32>(line, call)
    chunk = chunks * thread / threads
  }
  for (let i = 0; i < chunks; i++, chunk++) {
    if (chunk == chunks) chunk = 0
    if (claims != 0 && atomic.cmpxchg<i32>(words + (<usize>chunk << 2), call - 1, call) != call - 1) continue
    const j = columnBegin + (chunk << 5)
    const beside = <usize>j << 2
    const isPanel = j + 32 <= columnEnd
    if (isPanel) packPanel(matrix + beside, step, depth, background, bias == 0 ? 0 : bias + beside, scratch)
    else sumColumns(matrix, step, depth, background, bias, scratch, j, columnEnd)
    for (let r = rowBegin; r < rowEnd; r++) {
      const range = ranges + (<usize>r << 3)
      const list = entries + <usize>load<i32>(range) * ENTRY
      const end = entries + <usize>load<i32>(range, 4) * ENTRY
      const row = out + (<usize>(r * outRow) << 2)
      if (isPanel) multiplyPanel(list, end, scratch, row + beside, epilogue, r32)
      else multiplyColumns(list, end, matrix, step, scratch, row, epilogue, r32, j, columnEnd)
    }
  }
}

/** scratch = base[32], then M[depth][32]. Vectors go in pairs, both read before either is written; see finish32. */
function packPanel(matrix: usize, step: i32, depth: i32, background: f32, bias: usize, scratch: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
  let panel = scratch + PANEL_ROW
  for (const end = panel + <usize>depth * PANEL_ROW; panel < end; panel += PANEL_ROW, matrix += step) {
    let low = v128.load(matrix), high = v128.load(matrix, 16)
    v128.store(panel, low)
    v128.store(panel, high, 16)
    s0 = f32x4.add(s0, low)
    s1 = f32x4.add(s1, high)
    low = v128.load(matrix, 32)
    high = v128.load(matrix, 48)
    v128.store(panel, low, 32)
    v128.store(panel, high, 48)
    s2 = f32x4.add(s2, low)
    s3 = f32x4.add(s3, high)
    low = v128.load(matrix, 64)
    high = v128.load(matrix, 80)
    v128.store(panel, low, 64)
    v128.store(panel, high, 80)
    s4 = f32x4.add(s4, low)
    s5 = f32x4.add(s5, high)
    low = v128.load(matrix, 96)
    high = v128.load(matrix, 112)
    v128.store(panel, low, 96)
    v128.store(panel, high, 112)
    s6 = f32x4.add(s6, low)
    s7 = f32x4.add(s7, high)
  }
  const b = f32x4.splat(background)
  s0 = f32x4.mul(b, s0)
  s1 = f32x4.mul(b, s1)
  s2 = f32x4.mul(b, s2)
  s3 = f32x4.mul(b, s3)
  s4 = f32x4.mul(b, s4)
  s5 = f32x4.mul(b, s5)
  s6 = f32x4.mul(b, s6)
  s7 = f32x4.mul(b, s7)
  if (bias != 0) {
    s0 = f32x4.add(v128.load(bias), s0)
    s1 = f32x4.add(v128.load(bias, 16), s1)
    s2 = f32x4.add(v128.load(bias, 32), s2)
    s3 = f32x4.add(v128.load(bias, 48), s3)
    s4 = f32x4.add(v128.load(bias, 64), s4)
    s5 = f32x4.add(v128.load(bias, 80), s5)
    s6 = f32x4.add(v128.load(bias, 96), s6)
    s7 = f32x4.add(v128.load(bias, 112), s7)
  }
  writeVectors(s0, s1, s2, s3, s4, s5, s6, s7, scratch)
}

/** In line: a list of a dozen entries is soon through, and a call is an eighth of it. */
@inline function multiplyPanel(list: usize, end: usize, scratch: usize, out: usize, epilogue: i32, rate: f32): void {
  let s0 = v128.load(scratch), s1 = v128.load(scratch, 16), s2 = v128.load(scratch, 32), s3 = v128.load(scratch, 48)
  let s4 = v128.load(scratch, 64), s5 = v128.load(scratch, 80), s6 = v128.load(scratch, 96), s7 = v128.load(scratch, 112)
  const panel = scratch + PANEL_ROW
  for (let e = list; e < end; e += ENTRY) {
    const m = panel + (load<i32>(e) << 7)
    const x = v128.load32_splat(e, 4)
    s0 = multiplyAdd<f32>(x, v128.load(m), s0)
    s1 = multiplyAdd<f32>(x, v128.load(m, 16), s1)
    s2 = multiplyAdd<f32>(x, v128.load(m, 32), s2)
    s3 = multiplyAdd<f32>(x, v128.load(m, 48), s3)
    s4 = multiplyAdd<f32>(x, v128.load(m, 64), s4)
    s5 = multiplyAdd<f32>(x, v128.load(m, 80), s5)
    s6 = multiplyAdd<f32>(x, v128.load(m, 96), s6)
    s7 = multiplyAdd<f32>(x, v128.load(m, 112), s7)
  }
  finish32(s0, s1, s2, s3, s4, s5, s6, s7, out, epilogue, rate)
}

/** base[0..], the bases of the columns [columnBegin, columnEnd). */
function sumColumns(
  matrix: usize, step: i32, depth: i32, background: f32, bias: usize, base: usize, columnBegin: i32, columnEnd: i32,
): void {
  for (let j = columnBegin; j < columnEnd; j++, base += 4) {
    let sum: f32 = 0
    let m = matrix + (<usize>j << 2)
    for (let i = 0; i < depth; i++, m += step) sum += load<f32>(m)
    const product = background * sum
    store<f32>(base, bias == 0 ? product : load<f32>(bias + (<usize>j << 2)) + product)
  }
}

function multiplyColumns(
  list: usize, end: usize, matrix: usize, step: i32, base: usize, out: usize, epilogue: i32, rate: f32,
  columnBegin: i32, columnEnd: i32,
): void {
  const rates = f32x4.splat(rate)
  let j = columnBegin
  for (; j + 4 <= columnEnd; j += 4, base += 16) {
    const at = <usize>j << 2
    let s = v128.load(base)
    for (let e = list; e < end; e += ENTRY) {
      s = multiplyAdd<f32>(v128.load32_splat(e, 4), v128.load(matrix + at + load<i32>(e) * step), s)
    }
    v128.store(out + at, finishVector<f32>(s, out + at, 0, epilogue, rates))
  }
  for (; j < columnEnd; j++, base += 4) {
    const at = <usize>j << 2
    let s = v128.load32_zero(base)
    for (let e = list; e < end; e += ENTRY) {
      s = multiplyAdd<f32>(v128.load32_splat(e, 4), v128.load32_zero(matrix + at + load<i32>(e) * step), s)
    }
    store<f32>(out + at, finishElement<f32>(f32x4.extract_lane(s, 0), out + at, 0, epilogue, rate))
  }
}
