import { loadLanes, storeLanes } from './batch-lanes'
import { positives } from './lanes'
import { multiplyAdd } from './multiply-add'

/*
 * Convolution and its gradient with respect to the input, of float32 pictures with an adjacent batch axis
 * (batch-lanes.ts):
 *
 *   out[o, y, x, n] = finish(sum over q, i, j of w[o, q, a(i), b(j)] * x[q, u(i), v(j), n])
 *   a(i) = a0 + i * tapRowStep, u(i) = u0 + i * sourceRowStep      for i < count, and likewise b and v
 *
 * Which taps of the kernel fall into the picture, and on which of its rows and columns, the tables `rowTaps` and
 * `columnTaps` say for each output row and column: three int32 (a0, u0, count). Any stride, padding and dilation
 * is a pair of tables, and so is the gradient with respect to the input, where o and q change places and u falls
 * as a grows. Taps outside of the picture are skipped, not multiplied by zero.
 *
 * Channels come in groups of `groupOutputs` outputs and `groupInputs` inputs; a group reads only its own inputs.
 * Strides are in elements. The weights are packed before they are used, four output channels side by side as
 * [group and block of four][q][a][b][4], padded with zeros. Tiles are two channels by sixteen pictures, whose eight
 * sums stay in registers; four channels by eight, four, two or one picture for the rest of the batch; and four
 * channels by sixteen pictures where `wide` is 1 (matmul.ts says why).
 *
 * Order. A sum starts at 0 and takes its terms in the order of q, i, j, each by one multiplyAdd, so no tile and no
 * range changes the bits. Error bound: terms * eps * sum |w x| to first order.
 *
 * finish(s) = s + bias[o], then max(., 0) where `relu` is 1, then 0 where `mask` (laid out as `out`) is not
 * positive; addresses of 0 leave out bias and mask. `scratch` holds convolutionScratch bytes, 16-byte aligned.
 */

const BLOCK: i32 = 4 // channels packed side by side
const BLOCK_BYTES: i32 = 16

// What all tiles of a call have in common; steps are in bytes. An instance of the module serves one thread.
let weightOuter: usize = 0
let weightMiddle: usize = 0
let weightInner: usize = 0
let sourceOuter: usize = 0
let sourceMiddle: usize = 0
let sourceInner: usize = 0
let outStep: usize = 0
let hasRelu: bool = false

@inline function finishLanes<T>(s: v128, bias: v128, out: usize, mask: usize): void {
  s = f32x4.add(s, bias)
  if (hasRelu) s = positives<f32>(s)
  if (mask != 0) s = v128.and(s, f32x4.gt(loadLanes<T>(mask), f32x4.splat(0)))
  storeLanes<T>(out, s)
}

@inline function biasOf(bias: usize, channel: i32): v128 {
  return bias == 0 ? f32x4.splat(-0) : v128.load32_splat(bias + (channel << 2))
}

/** Two channels of sixteen pictures. */
function tile2x16(a: usize, x: usize, outer: i32, middle: i32, inner: i32, out: usize, mask: usize, bias: usize, channels: i32): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00
  const weightStep = weightInner
  const sourceStep = sourceInner
  for (; outer > 0; outer--, a += weightOuter, x += sourceOuter) {
    let ai = a
    let xi = x
    for (let i = middle; i > 0; i--, ai += weightMiddle, xi += sourceMiddle) {
      let aj = ai
      let xj = xi
      for (let j = inner; j > 0; j--, aj += weightStep, xj += sourceStep) {
        const x0 = v128.load(xj)
        const x1 = v128.load(xj, 16)
        const x2 = v128.load(xj, 32)
        const x3 = v128.load(xj, 48)
        let w = v128.load32_splat(aj)
        s00 = multiplyAdd<f32>(w, x0, s00)
        s01 = multiplyAdd<f32>(w, x1, s01)
        s02 = multiplyAdd<f32>(w, x2, s02)
        s03 = multiplyAdd<f32>(w, x3, s03)
        w = v128.load32_splat(aj, 4)
        s10 = multiplyAdd<f32>(w, x0, s10)
        s11 = multiplyAdd<f32>(w, x1, s11)
        s12 = multiplyAdd<f32>(w, x2, s12)
        s13 = multiplyAdd<f32>(w, x3, s13)
      }
    }
  }
  finish16(s00, s01, s02, s03, biasOf(bias, 0), out, mask)
  if (channels < 2) return
  finish16(s10, s11, s12, s13, biasOf(bias, 1), out + outStep, mask == 0 ? 0 : mask + outStep)
}

@inline function finish16(s0: v128, s1: v128, s2: v128, s3: v128, bias: v128, out: usize, mask: usize): void {
  s0 = f32x4.add(s0, bias)
  s1 = f32x4.add(s1, bias)
  s2 = f32x4.add(s2, bias)
  s3 = f32x4.add(s3, bias)
  if (hasRelu) {
    s0 = positives<f32>(s0)
    s1 = positives<f32>(s1)
    s2 = positives<f32>(s2)
    s3 = positives<f32>(s3)
  }
  if (mask != 0) {
    const zero = f32x4.splat(0)
    s0 = v128.and(s0, f32x4.gt(v128.load(mask), zero))
    s1 = v128.and(s1, f32x4.gt(v128.load(mask, 16), zero))
    s2 = v128.and(s2, f32x4.gt(v128.load(mask, 32), zero))
    s3 = v128.and(s3, f32x4.gt(v128.load(mask, 48), zero))
  }
  v128.store(out, s0)
  v128.store(out, s1, 16)
  v128.store(out, s2, 32)
  v128.store(out, s3, 48)
}

/** Four channels of sixteen pictures: sixteen sums, which only 256-bit vectors keep in registers. */
function tile4x16(a: usize, x: usize, outer: i32, middle: i32, inner: i32, out: usize, mask: usize, bias: usize, channels: i32): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00
  let s20 = s00, s21 = s00, s22 = s00, s23 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00
  const weightStep = weightInner
  const sourceStep = sourceInner
  for (; outer > 0; outer--, a += weightOuter, x += sourceOuter) {
    let ai = a
    let xi = x
    for (let i = middle; i > 0; i--, ai += weightMiddle, xi += sourceMiddle) {
      let aj = ai
      let xj = xi
      for (let j = inner; j > 0; j--, aj += weightStep, xj += sourceStep) {
        const x0 = v128.load(xj)
        const x1 = v128.load(xj, 16)
        const x2 = v128.load(xj, 32)
        const x3 = v128.load(xj, 48)
        let w = v128.load32_splat(aj)
        s00 = multiplyAdd<f32>(w, x0, s00)
        s01 = multiplyAdd<f32>(w, x1, s01)
        s02 = multiplyAdd<f32>(w, x2, s02)
        s03 = multiplyAdd<f32>(w, x3, s03)
        w = v128.load32_splat(aj, 4)
        s10 = multiplyAdd<f32>(w, x0, s10)
        s11 = multiplyAdd<f32>(w, x1, s11)
        s12 = multiplyAdd<f32>(w, x2, s12)
        s13 = multiplyAdd<f32>(w, x3, s13)
        w = v128.load32_splat(aj, 8)
        s20 = multiplyAdd<f32>(w, x0, s20)
        s21 = multiplyAdd<f32>(w, x1, s21)
        s22 = multiplyAdd<f32>(w, x2, s22)
        s23 = multiplyAdd<f32>(w, x3, s23)
        w = v128.load32_splat(aj, 12)
        s30 = multiplyAdd<f32>(w, x0, s30)
        s31 = multiplyAdd<f32>(w, x1, s31)
        s32 = multiplyAdd<f32>(w, x2, s32)
        s33 = multiplyAdd<f32>(w, x3, s33)
      }
    }
  }
  const maskStep = mask == 0 ? 0 : outStep
  finish16(s00, s01, s02, s03, biasOf(bias, 0), out, mask)
  if (channels > 1) finish16(s10, s11, s12, s13, biasOf(bias, 1), out + outStep, mask + maskStep)
  if (channels > 2) finish16(s20, s21, s22, s23, biasOf(bias, 2), out + 2 * outStep, mask + 2 * maskStep)
  if (channels > 3) finish16(s30, s31, s32, s33, biasOf(bias, 3), out + 3 * outStep, mask + 3 * maskStep)
}

/** Four channels of two vectors of pictures. */
function tile4x8(a: usize, x: usize, outer: i32, middle: i32, inner: i32, out: usize, mask: usize, bias: usize, channels: i32): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00
  const weightStep = weightInner
  const sourceStep = sourceInner
  for (; outer > 0; outer--, a += weightOuter, x += sourceOuter) {
    let ai = a
    let xi = x
    for (let i = middle; i > 0; i--, ai += weightMiddle, xi += sourceMiddle) {
      let aj = ai
      let xj = xi
      for (let j = inner; j > 0; j--, aj += weightStep, xj += sourceStep) {
        const x0 = v128.load(xj)
        const x1 = v128.load(xj, 16)
        let w = v128.load32_splat(aj)
        s00 = multiplyAdd<f32>(w, x0, s00)
        s01 = multiplyAdd<f32>(w, x1, s01)
        w = v128.load32_splat(aj, 4)
        s10 = multiplyAdd<f32>(w, x0, s10)
        s11 = multiplyAdd<f32>(w, x1, s11)
        w = v128.load32_splat(aj, 8)
        s20 = multiplyAdd<f32>(w, x0, s20)
        s21 = multiplyAdd<f32>(w, x1, s21)
        w = v128.load32_splat(aj, 12)
        s30 = multiplyAdd<f32>(w, x0, s30)
        s31 = multiplyAdd<f32>(w, x1, s31)
      }
    }
  }
  finishColumn<v128>(s00, s10, s20, s30, out, mask, bias, channels)
  finishColumn<v128>(s01, s11, s21, s31, out + 16, mask == 0 ? 0 : mask + 16, bias, channels)
}

/** Four channels of one vector of pictures, or of a part of one. */
function tile4<T>(a: usize, x: usize, outer: i32, middle: i32, inner: i32, out: usize, mask: usize, bias: usize, channels: i32): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
  for (; outer > 0; outer--, a += weightOuter, x += sourceOuter) {
    let ai = a
    let xi = x
    for (let i = middle; i > 0; i--, ai += weightMiddle, xi += sourceMiddle) {
      let aj = ai
      let xj = xi
      for (let j = inner; j > 0; j--, aj += weightInner, xj += sourceInner) {
        const v = loadLanes<T>(xj)
        s0 = multiplyAdd<f32>(v128.load32_splat(aj), v, s0)
        s1 = multiplyAdd<f32>(v128.load32_splat(aj, 4), v, s1)
        s2 = multiplyAdd<f32>(v128.load32_splat(aj, 8), v, s2)
        s3 = multiplyAdd<f32>(v128.load32_splat(aj, 12), v, s3)
      }
    }
  }
  finishColumn<T>(s0, s1, s2, s3, out, mask, bias, channels)
}

@inline function finishColumn<T>(s0: v128, s1: v128, s2: v128, s3: v128, out: usize, mask: usize, bias: usize, channels: i32): void {
  const maskStep = mask == 0 ? 0 : outStep
  finishLanes<T>(s0, biasOf(bias, 0), out, mask)
  if (channels > 1) finishLanes<T>(s1, biasOf(bias, 1), out + outStep, mask + maskStep)
  if (channels > 2) finishLanes<T>(s2, biasOf(bias, 2), out + 2 * outStep, mask + 2 * maskStep)
  if (channels > 3) finishLanes<T>(s3, biasOf(bias, 3), out + 3 * outStep, mask + 3 * maskStep)
}

/** Packs the weights of `channels` output channels as [q][taps][4]; w is at the first of them. */
function packWeights(
  w: usize, outputStep: i32, inputStep: i32, rowStep: i32, columnStep: i32, inputs: i32, rows: i32, columns: i32, channels: i32, out: usize,
): void {
  for (let q = 0; q < inputs; q++, w += inputStep) {
    for (let a = 0; a < rows; a++) {
      let from = w + a * rowStep
      for (let b = 0; b < columns; b++, from += columnStep, out += BLOCK_BYTES) {
        store<f32>(out, load<f32>(from))
        store<f32>(out, channels > 1 ? load<f32>(from + outputStep) : 0, 4)
        store<f32>(out, channels > 2 ? load<f32>(from + 2 * outputStep) : 0, 8)
        store<f32>(out, channels > 3 ? load<f32>(from + 3 * outputStep) : 0, 12)
      }
    }
  }
}

/** All channels of the output rows [rowBegin, rowEnd) and of the pictures [batchBegin, batchEnd). */
export function convolveF32(
  x: usize, xChannel: i32, xRow: i32, xColumn: i32,
  weight: usize, weightOutput: i32, weightInput: i32, weightGroup: i32, weightRow: i32, weightColumn: i32, kernelRows: i32, kernelColumns: i32,
  out: usize, outChannel: i32, outRow: i32, outColumn: i32,
  rowTaps: usize, columnTaps: usize, tapRowStep: i32, tapColumnStep: i32, sourceRowStep: i32, sourceColumnStep: i32,
  groups: i32, groupInputs: i32, groupOutputs: i32, columns: i32,
  rowBegin: i32, rowEnd: i32, batchBegin: i32, batchEnd: i32,
  bias: usize, mask: usize, relu: i32, scratch: usize, wide: i32,
): void {
  hasRelu = relu != 0
  outStep = outChannel << 2
  const weightQ = kernelRows * kernelColumns * BLOCK_BYTES
  const weightI = tapRowStep * kernelColumns * BLOCK_BYTES
  const weightJ = tapColumnStep * BLOCK_BYTES
  const sourceQ = xChannel << 2
  const sourceI = sourceRowStep * xRow * 4
  const sourceJ = sourceColumnStep * xColumn * 4
  const channelsLast = groupInputs >= kernelColumns
  weightOuter = channelsLast ? weightI : weightQ
  weightMiddle = channelsLast ? weightJ : weightI
  weightInner = channelsLast ? weightQ : weightJ
  sourceOuter = channelsLast ? sourceI : sourceQ
  sourceMiddle = channelsLast ? sourceJ : sourceI
  sourceInner = channelsLast ? sourceQ : sourceJ
  const panel = <usize>(groupInputs * weightQ)
  let packed = scratch
  for (let group = 0; group < groups; group++) {
    for (let o = 0; o < groupOutputs; o += BLOCK, packed += panel) {
      const w = weight + (group * weightGroup + o * weightOutput) * 4
      packWeights(w, weightOutput << 2, weightInput << 2, weightRow << 2, weightColumn << 2, groupInputs, kernelRows, kernelColumns, min(groupOutputs - o, BLOCK), packed)
    }
  }
  for (let y = rowBegin; y < rowEnd; y++) {
    const row = rowTaps + y * 12
    const rowCount = load<i32>(row, 8)
    for (let z = 0; z < columns; z++) {
      const column = columnTaps + z * 12
      const columnCount = load<i32>(column, 8)
      const outer = channelsLast ? rowCount : groupInputs
      const middle = channelsLast ? columnCount : rowCount
      const inner = channelsLast ? groupInputs : columnCount
      const tap = (load<i32>(row) * kernelColumns + load<i32>(column)) * BLOCK_BYTES
      const source = x + (load<i32>(row, 4) * xRow + load<i32>(column, 4) * xColumn) * 4
      const place = (y * outRow + z * outColumn) * 4
      for (let n = batchBegin; n < batchEnd; ) {
        const left = batchEnd - n
        const lanes = left >= 16 ? 16 : left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1
        let a = scratch + tap
        for (let group = 0; group < groups; group++) {
          const from = source + group * groupInputs * xChannel * 4 + (n << 2)
          for (let o = 0; o < groupOutputs; o += BLOCK, a += panel) {
            const channel = group * groupOutputs + o
            const at = place + channel * outChannel * 4 + (n << 2)
            const channels = min(groupOutputs - o, BLOCK)
            const beside = mask == 0 ? 0 : mask + at
            const shift = bias == 0 ? 0 : bias + (channel << 2)
            if (lanes == 16) {
              if (wide && channels > 2) {
                tile4x16(a, from, outer, middle, inner, out + at, beside, shift, channels)
              } else {
                tile2x16(a, from, outer, middle, inner, out + at, beside, shift, channels)
                if (channels > 2) {
                  const second = 2 * outStep
                  tile2x16(a + 8, from, outer, middle, inner, out + at + second, mask == 0 ? 0 : beside + second, bias == 0 ? 0 : shift + 8, channels - 2)
                }
              }
            } else if (lanes == 8) tile4x8(a, from, outer, middle, inner, out + at, beside, shift, channels)
            else if (lanes == 4) tile4<v128>(a, from, outer, middle, inner, out + at, beside, shift, channels)
            else if (lanes == 2) tile4<f64>(a, from, outer, middle, inner, out + at, beside, shift, channels)
            else tile4<f32>(a, from, outer, middle, inner, out + at, beside, shift, channels)
          }
        }
        n += lanes
      }
    }
  }
}
