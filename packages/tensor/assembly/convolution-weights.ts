import { multiplyAdd } from './multiply-add'

/*
 * The gradient of a convolution with respect to its weights, for float32 pictures with an adjacent batch axis
 * (batch-lanes.ts):
 *
 *   out[o, q, a, b] = sum over y, z, n of g[o, y, z, n] * x[q, y * strideRow + a * dilationRow, z * strideColumn + b * dilationColumn, n]
 *
 * x holds every place that a tap reaches: where the convolution pads, it is a padded copy. Strides of memory are in
 * elements. Channels come in groups, as in convolution.ts.
 *
 * Work. A row of g is one run of columns * batch elements where g and x step through it alike, else a run of
 * batch elements for each column. Of each run, CHUNK elements of four output channels at a time are packed as
 * [vector][4 channels][4 elements] and multiplied with all taps: tiles of four channels by two taps, or two
 * channels (the last ones of a group) by four taps, whose sums of four elements each are kept in `scratch` between
 * chunks. Tiles are numbered by group, block of four channels and taps; a call computes [tileBegin, tileEnd).
 *
 * Order. Of each run, a sum's element l takes the terms 4 p + l in the order of p; runs follow in the order of y
 * and z. In the end it is
 * (s0 + s1) + (s2 + s3). So no range changes the bits. Error bound: terms / 4 * eps * sum |g x| to first order.
 *
 * `scratch` holds convolutionWeightsScratch bytes, 16-byte aligned.
 */

const CHUNK: i32 = 512
const BLOCK: i32 = 4
const TILE_BYTES: i32 = 128
const PANEL_BYTES: i32 = CHUNK * BLOCK * 4
const REST_BYTES: i32 = 64

/** Tiles of a block of `channels` output channels. */
@inline function tilesOf(channels: i32, taps: i32): i32 {
  return channels > 2 ? (taps + 1) >> 1 : (taps + 3) >> 2
}

/** Packs `count` elements of `channels` channels from g on; zeros beyond. */
function packGradient(g: usize, channelStep: usize, channels: i32, count: i32, panel: usize): void {
  const zero = f32x4.splat(0)
  const whole = count & -4
  for (let i = 0; i < whole; i += 4, g += 16, panel += 64) {
    v128.store(panel, v128.load(g))
    v128.store(panel, channels > 1 ? v128.load(g + channelStep) : zero, 16)
    v128.store(panel, channels > 2 ? v128.load(g + 2 * channelStep) : zero, 32)
    v128.store(panel, channels > 3 ? v128.load(g + 3 * channelStep) : zero, 48)
  }
  const rest = count & 3
  if (rest == 0) return
  for (let o = 0; o < BLOCK; o++, g += channelStep, panel += 16) {
    v128.store(panel, zero)
    if (o < channels) memory.copy(panel, g, rest << 2)
  }
}

/** sums[4 channels][2 taps] += the products of a panel with two runs of x. */
function tile4x2(g: usize, x0: usize, x1: usize, count: i32, sums: usize): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16), s10 = v128.load(sums, 32), s11 = v128.load(sums, 48)
  let s20 = v128.load(sums, 64), s21 = v128.load(sums, 80), s30 = v128.load(sums, 96), s31 = v128.load(sums, 112)
  for (let p = count >> 2; p > 0; p--, g += 64, x0 += 16, x1 += 16) {
    const a = v128.load(x0)
    const b = v128.load(x1)
    let v = v128.load(g)
    s00 = multiplyAdd<f32>(v, a, s00)
    s01 = multiplyAdd<f32>(v, b, s01)
    v = v128.load(g, 16)
    s10 = multiplyAdd<f32>(v, a, s10)
    s11 = multiplyAdd<f32>(v, b, s11)
    v = v128.load(g, 32)
    s20 = multiplyAdd<f32>(v, a, s20)
    s21 = multiplyAdd<f32>(v, b, s21)
    v = v128.load(g, 48)
    s30 = multiplyAdd<f32>(v, a, s30)
    s31 = multiplyAdd<f32>(v, b, s31)
  }
  v128.store(sums, s00)
  v128.store(sums, s01, 16)
  v128.store(sums, s10, 32)
  v128.store(sums, s11, 48)
  v128.store(sums, s20, 64)
  v128.store(sums, s21, 80)
  v128.store(sums, s30, 96)
  v128.store(sums, s31, 112)
}

/** sums[2 channels][4 taps] += the products of a panel with four runs of x. */
function tile2x4(g: usize, x0: usize, x1: usize, x2: usize, x3: usize, count: i32, sums: usize): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16), s02 = v128.load(sums, 32), s03 = v128.load(sums, 48)
  let s10 = v128.load(sums, 64), s11 = v128.load(sums, 80), s12 = v128.load(sums, 96), s13 = v128.load(sums, 112)
  for (let p = count >> 2; p > 0; p--, g += 64, x0 += 16, x1 += 16, x2 += 16, x3 += 16) {
    const v = v128.load(g)
    const w = v128.load(g, 16)
    let a = v128.load(x0)
    s00 = multiplyAdd<f32>(v, a, s00)
    s10 = multiplyAdd<f32>(w, a, s10)
    a = v128.load(x1)
    s01 = multiplyAdd<f32>(v, a, s01)
    s11 = multiplyAdd<f32>(w, a, s11)
    a = v128.load(x2)
    s02 = multiplyAdd<f32>(v, a, s02)
    s12 = multiplyAdd<f32>(w, a, s12)
    a = v128.load(x3)
    s03 = multiplyAdd<f32>(v, a, s03)
    s13 = multiplyAdd<f32>(w, a, s13)
  }
  v128.store(sums, s00)
  v128.store(sums, s01, 16)
  v128.store(sums, s02, 32)
  v128.store(sums, s03, 48)
  v128.store(sums, s10, 64)
  v128.store(sums, s11, 80)
  v128.store(sums, s12, 96)
  v128.store(sums, s13, 112)
}

/** Copies what is left over of the runs of four taps behind each other, each filled up with zeros to a vector. */
function packRest(x: usize, offsets: usize, count: i32, out: usize): void {
  for (let t = 0; t < 4; t++, out += 16) {
    v128.store(out, f32x4.splat(0))
    memory.copy(out, x + load<i32>(offsets + (t << 2)), count << 2)
  }
}

export function convolveWeightsF32(
  x: usize, xChannel: i32, xRow: i32, xColumn: i32,
  g: usize, gChannel: i32, gRow: i32, gColumn: i32,
  out: usize, outOutput: i32, outInput: i32, outRow: i32, outColumn: i32,
  kernelRows: i32, kernelColumns: i32, strideRow: i32, strideColumn: i32, dilationRow: i32, dilationColumn: i32,
  groups: i32, groupInputs: i32, groupOutputs: i32, rows: i32, columns: i32, batch: i32,
  tileBegin: i32, tileEnd: i32, scratch: usize,
): void {
  const taps = groupInputs * kernelRows * kernelColumns
  const panel = scratch
  const restOfX = panel + PANEL_BYTES
  const sums = restOfX + REST_BYTES
  const sumsBytes = (tileEnd - tileBegin) * TILE_BYTES
  // Where each tap reads x, in bytes; three more so that every tile has four.
  const offsets = sums + sumsBytes
  memory.fill(sums, 0, sumsBytes)
  for (let t = 0; t < taps + 3; t++) {
    const tap = min(t, taps - 1)
    const a = (tap / kernelColumns) % kernelRows
    const q = tap / (kernelColumns * kernelRows)
    const at = q * xChannel + a * dilationRow * xRow + (tap % kernelColumns) * dilationColumn * xColumn
    store<i32>(offsets + (t << 2), at << 2)
  }
  const isFlat = gColumn == batch && xColumn * strideColumn == batch
  const runs = isFlat ? 1 : columns
  const runLength = isFlat ? columns * batch : batch
  for (let y = 0; y < rows; y++) {
    for (let run = 0; run < runs; run++) {
      const gRun = g + (y * gRow + run * gColumn) * 4
      const xRun = x + (y * strideRow * xRow + run * strideColumn * xColumn) * 4
      for (let begin = 0; begin < runLength; begin += CHUNK) {
        const count = min(runLength - begin, CHUNK)
        chunk(xRun + (begin << 2), xChannel, gRun + (begin << 2), gChannel, count, taps, groups, groupInputs, groupOutputs, tileBegin, tileEnd, panel, sums, offsets)
      }
    }
  }
  writeSums(out, outOutput, outInput, outRow, outColumn, kernelRows, kernelColumns, taps, groups, groupOutputs, groupInputs, tileBegin, tileEnd, sums)
}

/** Adds the terms of one chunk of a run to the sums of the tiles. */
function chunk(
  x: usize, xChannel: i32, g: usize, gChannel: i32, count: i32, taps: i32, groups: i32, groupInputs: i32, groupOutputs: i32,
  tileBegin: i32, tileEnd: i32, panel: usize, sums: usize, offsets: usize,
): void {
  const rest = count & 3
  const whole = (count - rest) << 2
  const parts = panel + (whole << 2)
  const restOfX = panel + PANEL_BYTES
  let first = 0
  for (let group = 0; group < groups; group++) {
    const xGroup = x + group * groupInputs * xChannel * 4
    for (let o = 0; o < groupOutputs && first < tileEnd; o += BLOCK) {
      const channels = min(groupOutputs - o, BLOCK)
      const isTall = channels > 2
      const width = isTall ? 2 : 4
      const next = first + tilesOf(channels, taps)
      if (next > tileBegin) {
        packGradient(g + (group * groupOutputs + o) * gChannel * 4, gChannel << 2, channels, count, panel)
        for (let tile = max(first, tileBegin); tile < min(next, tileEnd); tile++) {
          const at = offsets + (((tile - first) * width) << 2)
          const target = sums + (tile - tileBegin) * TILE_BYTES
          const x0 = xGroup + load<i32>(at)
          const x1 = xGroup + load<i32>(at, 4)
          if (isTall) tile4x2(panel, x0, x1, count, target)
          else tile2x4(panel, x0, x1, xGroup + load<i32>(at, 8), xGroup + load<i32>(at, 12), count, target)
          if (rest == 0) continue
          packRest(xGroup + whole, at, rest, restOfX)
          if (isTall) tile4x2(parts, restOfX, restOfX + 16, 4, target)
          else tile2x4(parts, restOfX, restOfX + 16, restOfX + 32, restOfX + 48, 4, target)
        }
      }
      first = next
    }
  }
}

/** Writes the sums of the tiles, each over its four elements. */
function writeSums(
  out: usize, outOutput: i32, outInput: i32, outRow: i32, outColumn: i32, kernelRows: i32, kernelColumns: i32,
  taps: i32, groups: i32, groupOutputs: i32, groupInputs: i32, tileBegin: i32, tileEnd: i32, sums: usize,
): void {
  let first = 0
  for (let group = 0; group < groups; group++) {
    for (let o = 0; o < groupOutputs; o += BLOCK) {
      const channels = min(groupOutputs - o, BLOCK)
      const width = channels > 2 ? 2 : 4
      const next = first + tilesOf(channels, taps)
      for (let tile = max(first, tileBegin); tile < min(next, tileEnd); tile++) {
        for (let row = 0; row < channels; row++) {
          for (let t = 0; t < width; t++) {
            const tap = (tile - first) * width + t
            if (tap >= taps) break
            const from = sums + (tile - tileBegin) * TILE_BYTES + ((row * width + t) << 4)
            const sum = (load<f32>(from) + load<f32>(from, 4)) + (load<f32>(from, 8) + load<f32>(from, 12))
            const q = tap / (kernelColumns * kernelRows)
            const a = (tap / kernelColumns) % kernelRows
            const at = (group * groupOutputs + o + row) * outOutput + q * outInput + a * outRow + (tap % kernelColumns) * outColumn
            store<f32>(out + (at << 2), sum)
          }
        }
      }
      first = next
    }
  }
}
