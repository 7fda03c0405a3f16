import { loadLanes, storeLanes } from './batch-lanes'

/*
 * Pooling of float32 pictures with an adjacent batch axis (batch-lanes.ts), and its gradients. Window (y, z) covers
 * the rows [begin, end) of `rowWindows` at y and the columns [begin, end) of `columnWindows` at z, two int32 each, all
 * inside of the picture; so stride, padding, ceil mode and adaptive sizes are all tables. The gradients go by places
 * instead: `rowWindows` and `columnWindows` say which windows contain a row and a column, and each place gathers
 * from them in row-major order, so nothing is scattered and any range gives the same bits.
 *
 *   maxPool           out = the largest element, indices = row * pictureColumns + column of the first that is largest;
 *                     of NaNs the last wins, as in PyTorch
 *   maxPoolGradient   out = sum of g over the windows whose index is this place
 *   averagePool       out = (sum in row-major order) / (rowDivisors[y] * columnDivisors[z])
 *   averagePoolGradient   out = sum of g / divisor over the windows that contain this place
 *
 * The gradients end as the product does: 0 where `mask` (laid out as `out`; 0 for none) is not positive. Divisors
 * are float32. Strides are in elements. Ranges are those of pictures, [batchBegin, batchEnd), and of the rows of
 * `out`, [rowBegin, rowEnd).
 */

// What the functions below have in common; steps are in bytes. An instance of the module serves one thread.
let stepRow: usize = 0
let stepColumn: usize = 0

@inline function isBetter(v: v128, best: v128): v128 {
  return v128.or(f32x4.gt(v, best), f32x4.ne(v, v))
}

/** Sixteen pictures. */
function maximum16(x: usize, rows: i32, columns: i32, place: i32, rowPlaces: i32, out: usize, indices: usize): void {
  let b0 = f32x4.splat(-Infinity), b1 = b0, b2 = b0, b3 = b0
  let i0 = i32x4.splat(place), i1 = i0, i2 = i0, i3 = i0
  for (; rows > 0; rows--, x += stepRow, place += rowPlaces) {
    let from = x
    for (let j = 0; j < columns; j++, from += stepColumn) {
      const at = i32x4.splat(place + j)
      let v = v128.load(from)
      let better = isBetter(v, b0)
      b0 = v128.bitselect(v, b0, better)
      i0 = v128.bitselect(at, i0, better)
      v = v128.load(from, 16)
      better = isBetter(v, b1)
      b1 = v128.bitselect(v, b1, better)
      i1 = v128.bitselect(at, i1, better)
      v = v128.load(from, 32)
      better = isBetter(v, b2)
      b2 = v128.bitselect(v, b2, better)
      i2 = v128.bitselect(at, i2, better)
      v = v128.load(from, 48)
      better = isBetter(v, b3)
      b3 = v128.bitselect(v, b3, better)
      i3 = v128.bitselect(at, i3, better)
    }
  }
  v128.store(out, b0)
  v128.store(out, b1, 16)
  v128.store(out, b2, 32)
  v128.store(out, b3, 48)
  v128.store(indices, i0)
  v128.store(indices, i1, 16)
  v128.store(indices, i2, 32)
  v128.store(indices, i3, 48)
}

function maximum<T>(x: usize, rows: i32, columns: i32, place: i32, rowPlaces: i32, out: usize, indices: usize): void {
  let best = f32x4.splat(-Infinity)
  let index = i32x4.splat(place)
  for (; rows > 0; rows--, x += stepRow, place += rowPlaces) {
    let from = x
    for (let j = 0; j < columns; j++, from += stepColumn) {
      const v = loadLanes<T>(from)
      const better = isBetter(v, best)
      best = v128.bitselect(v, best, better)
      index = v128.bitselect(i32x4.splat(place + j), index, better)
    }
  }
  storeLanes<T>(out, best)
  storeLanes<T>(indices, index)
}

export function maxPoolF32(
  x: usize, xChannel: i32, xRow: i32, xColumn: i32, out: usize, indices: usize, outChannel: i32, outRow: i32, outColumn: i32,
  rowWindows: usize, columnWindows: usize, pictureColumns: i32, channels: i32, columns: i32,
  rowBegin: i32, rowEnd: i32, batchBegin: i32, batchEnd: i32,
): void {
  stepRow = xRow << 2
  stepColumn = xColumn << 2
  for (let c = 0; c < channels; c++) {
    for (let y = rowBegin; y < rowEnd; y++) {
      const top = load<i32>(rowWindows + (y << 3))
      const height = load<i32>(rowWindows + (y << 3), 4) - top
      for (let z = 0; z < columns; z++) {
        const left = load<i32>(columnWindows + (z << 3))
        const width = load<i32>(columnWindows + (z << 3), 4) - left
        const from = x + (c * xChannel + top * xRow + left * xColumn) * 4
        const at = (c * outChannel + y * outRow + z * outColumn) * 4
        const place = top * pictureColumns + left
        let n = batchBegin << 2
        const end = batchEnd << 2
        for (; n + 64 <= end; n += 64) maximum16(from + n, height, width, place, pictureColumns, out + at + n, indices + at + n)
        for (; n + 16 <= end; n += 16) maximum<v128>(from + n, height, width, place, pictureColumns, out + at + n, indices + at + n)
        for (; n < end; n += 4) maximum<f32>(from + n, height, width, place, pictureColumns, out + at + n, indices + at + n)
      }
    }
  }
}

@inline function masked<T>(sum: v128, mask: usize): v128 {
  return mask == 0 ? sum : v128.and(sum, f32x4.gt(loadLanes<T>(mask), f32x4.splat(0)))
}

function maximumGradient<T>(g: usize, indices: usize, rows: i32, columns: i32, place: i32, out: usize, mask: usize): void {
  const here = i32x4.splat(place)
  let sum = f32x4.splat(0)
  for (; rows > 0; rows--, g += stepRow, indices += stepRow) {
    for (let j: usize = 0, at: usize = 0; j < <usize>columns; j++, at += stepColumn) {
      sum = f32x4.add(sum, v128.and(loadLanes<T>(g + at), i32x4.eq(loadLanes<T>(indices + at), here)))
    }
  }
  storeLanes<T>(out, masked<T>(sum, mask))
}

/** Sixteen pictures of a place that is in one window alone. */
@inline function maximumGradient16(g: usize, indices: usize, place: i32, out: usize, mask: usize): void {
  const here = i32x4.splat(place)
  let s0 = v128.and(v128.load(g), i32x4.eq(v128.load(indices), here))
  let s1 = v128.and(v128.load(g, 16), i32x4.eq(v128.load(indices, 16), here))
  let s2 = v128.and(v128.load(g, 32), i32x4.eq(v128.load(indices, 32), here))
  let s3 = v128.and(v128.load(g, 48), i32x4.eq(v128.load(indices, 48), here))
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

export function maxPoolGradientF32(
  g: usize, indices: usize, gChannel: i32, gRow: i32, gColumn: i32, out: usize, mask: usize, outChannel: i32, outRow: i32, outColumn: i32,
  rowWindows: usize, columnWindows: usize, channels: i32, columns: i32,
  rowBegin: i32, rowEnd: i32, batchBegin: i32, batchEnd: i32,
): void {
  stepRow = gRow << 2
  stepColumn = gColumn << 2
  for (let c = 0; c < channels; c++) {
    for (let y = rowBegin; y < rowEnd; y++) {
      const top = load<i32>(rowWindows + (y << 3))
      const height = load<i32>(rowWindows + (y << 3), 4) - top
      for (let z = 0; z < columns; z++) {
        const left = load<i32>(columnWindows + (z << 3))
        const width = load<i32>(columnWindows + (z << 3), 4) - left
        const from = (c * gChannel + top * gRow + left * gColumn) * 4
        const at = (c * outChannel + y * outRow + z * outColumn) * 4
        const place = y * columns + z
        const end = batchEnd << 2
        let n = batchBegin << 2
        if (height == 1 && width == 1) {
          for (; n + 64 <= end; n += 64) maximumGradient16(g + from + n, indices + from + n, place, out + at + n, mask == 0 ? 0 : mask + at + n)
        }
        for (; n + 16 <= end; n += 16) maximumGradient<v128>(g + from + n, indices + from + n, height, width, place, out + at + n, mask == 0 ? 0 : mask + at + n)
        for (; n < end; n += 4) maximumGradient<f32>(g + from + n, indices + from + n, height, width, place, out + at + n, mask == 0 ? 0 : mask + at + n)
      }
    }
  }
}

function average<T>(x: usize, rows: i32, columns: i32, divisor: f32, out: usize): void {
  let sum = f32x4.splat(0)
  for (; rows > 0; rows--, x += stepRow) {
    let from = x
    for (let j = 0; j < columns; j++, from += stepColumn) sum = f32x4.add(sum, loadLanes<T>(from))
  }
  storeLanes<T>(out, f32x4.div(sum, f32x4.splat(divisor)))
}

export function averagePoolF32(
  x: usize, xChannel: i32, xRow: i32, xColumn: i32, out: usize, outChannel: i32, outRow: i32, outColumn: i32,
  rowWindows: usize, columnWindows: usize, rowDivisors: usize, columnDivisors: usize, channels: i32, columns: i32,
  rowBegin: i32, rowEnd: i32, batchBegin: i32, batchEnd: i32,
): void {
  stepRow = xRow << 2
  stepColumn = xColumn << 2
  for (let c = 0; c < channels; c++) {
    for (let y = rowBegin; y < rowEnd; y++) {
      const top = load<i32>(rowWindows + (y << 3))
      const height = load<i32>(rowWindows + (y << 3), 4) - top
      for (let z = 0; z < columns; z++) {
        const left = load<i32>(columnWindows + (z << 3))
        const width = load<i32>(columnWindows + (z << 3), 4) - left
        const divisor = load<f32>(rowDivisors + (y << 2)) * load<f32>(columnDivisors + (z << 2))
        const from = x + (c * xChannel + top * xRow + left * xColumn) * 4
        const at = out + (c * outChannel + y * outRow + z * outColumn) * 4
        const end = batchEnd << 2
        let n = batchBegin << 2
        for (; n + 16 <= end; n += 16) average<v128>(from + n, height, width, divisor, at + n)
        for (; n < end; n += 4) average<f32>(from + n, height, width, divisor, at + n)
      }
    }
  }
}

function averageGradient<T>(
  g: usize, rows: i32, columns: i32, rowDivisors: usize, columnDivisors: usize, out: usize, mask: usize,
): void {
  let sum = f32x4.splat(0)
  for (; rows > 0; rows--, g += stepRow, rowDivisors += 4) {
    let from = g
    let divisors = columnDivisors
    for (let j = 0; j < columns; j++, from += stepColumn, divisors += 4) {
      sum = f32x4.add(sum, f32x4.div(loadLanes<T>(from), f32x4.splat(load<f32>(rowDivisors) * load<f32>(divisors))))
    }
  }
  storeLanes<T>(out, masked<T>(sum, mask))
}

export function averagePoolGradientF32(
  g: usize, gChannel: i32, gRow: i32, gColumn: i32, out: usize, mask: usize, outChannel: i32, outRow: i32, outColumn: i32,
  rowWindows: usize, columnWindows: usize, rowDivisors: usize, columnDivisors: usize, channels: i32, columns: i32,
  rowBegin: i32, rowEnd: i32, batchBegin: i32, batchEnd: i32,
): void {
  stepRow = gRow << 2
  stepColumn = gColumn << 2
  for (let c = 0; c < channels; c++) {
    for (let y = rowBegin; y < rowEnd; y++) {
      const top = load<i32>(rowWindows + (y << 3))
      const height = load<i32>(rowWindows + (y << 3), 4) - top
      for (let z = 0; z < columns; z++) {
        const left = load<i32>(columnWindows + (z << 3))
        const width = load<i32>(columnWindows + (z << 3), 4) - left
        const from = g + (c * gChannel + top * gRow + left * gColumn) * 4
        const at = (c * outChannel + y * outRow + z * outColumn) * 4
        const byRow = rowDivisors + (top << 2)
        const byColumn = columnDivisors + (left << 2)
        const end = batchEnd << 2
        let n = batchBegin << 2
        for (; n + 16 <= end; n += 16) averageGradient<v128>(from + n, height, width, byRow, byColumn, out + at + n, mask == 0 ? 0 : mask + at + n)
        for (; n < end; n += 4) averageGradient<f32>(from + n, height, width, byRow, byColumn, out + at + n, mask == 0 ? 0 : mask + at + n)
      }
    }
  }
}
