import { compressingShuffle } from './compress'

/*
 * Sparse rows with a background. A matrix X of which most elements are one number b is kept as the
 * lists of what differs from it: X = b + D, and the list of row r holds, in the order of the columns,
 * entries (column, D[r, column]). The lists of columns are those of X^T: (row, D[row, column]).
 *
 * Lists lie `capacity` entries apart, their lengths in `counts`. An entry is two words, the index and the
 * float. A list has room for all elements of its row; what lies beyond its length is undefined.
 *
 * Every list is written by one thread, whatever the split, so any split gives the same lists.
 */
export const ENTRY: usize = 8

@inline function append(entry: usize, index: i32, value: f32): void {
  store<i32>(entry, index)
  store<f32>(entry, value, 4)
}

/** Appends four entries; the last of them may be of no account. */
@inline function append4(entry: usize, indices: v128, values: v128): void {
  v128.store(entry, v128.shuffle<i32>(indices, values, 0, 4, 1, 5))
  v128.store(entry, v128.shuffle<i32>(indices, values, 2, 6, 3, 7), 16)
}

/**
 * Appends what differs from the background among `count` adjacent bytes; returns the end of the list.
 * Eight bytes at a time are moved together by a shuffle and all written, for which of them count is as
 * good as random to a branch.
 */
@inline function appendBytes(x: usize, count: i32, background: i32, scale: f32, list: usize): usize {
  const bytes = i8x16.splat(<i8>background)
  const words = i32x4.splat(background)
  const scales = f32x4.splat(scale)
  let entry = list
  let c = 0
  for (; c + 8 <= count; c += 8) {
    const eight = v128.load64_zero(x + c)
    const mask = i8x16.bitmask(i8x16.ne(eight, bytes)) & 0xff
    if (mask == 0) continue
    const order = compressingShuffle(mask)
    const moved = i16x8.extend_low_i8x16_u(i8x16.swizzle(eight, order))
    const places = i16x8.extend_low_i8x16_u(order)
    const from = i32x4.splat(c)
    const low = i32x4.sub(i32x4.extend_low_i16x8_u(moved), words)
    append4(entry, i32x4.add(i32x4.extend_low_i16x8_u(places), from), f32x4.mul(f32x4.convert_i32x4_s(low), scales))
    const high = i32x4.sub(i32x4.extend_high_i16x8_u(moved), words)
    append4(entry + 32, i32x4.add(i32x4.extend_high_i16x8_u(places), from), f32x4.mul(f32x4.convert_i32x4_s(high), scales))
    entry += <usize>popcnt(mask) * ENTRY
  }
  for (; c < count; c++) {
    const difference = <i32>load<u8>(x + c) - background
    if (difference == 0) continue
    append(entry, c, <f32>difference * scale)
    entry += ENTRY
  }
  return entry
}

/**
 * Lists the rows [rowBegin, rowEnd) of a batch of bytes, of which row r is the `columns` bytes at
 * source + rows[r] * sourceRow: D = (byte - background) * scale.
 */
export function listRowsU8(
  source: usize, sourceRow: i32, rows: usize, columns: i32, background: i32, scale: f32,
  entries: usize, capacity: i32, counts: usize, rowBegin: i32, rowEnd: i32,
): void {
  for (let r = rowBegin; r < rowEnd; r++) {
    if (((r - rowBegin) & 15) == 0) fetchRows(source, sourceRow, rows, columns, r, min(r + 16, rowEnd), counts)
    const list = entries + <usize>(r * capacity) * ENTRY
    const end = appendBytes(rowOf(source, sourceRow, rows, r), columns, background, scale, list)
    store<i32>(counts + (<usize>r << 2), <i32>((end - list) / ENTRY))
  }
}

@inline function rowOf(source: usize, sourceRow: i32, rows: usize, r: i32): usize {
  return source + <usize>load<i32>(rows + (<usize>r << 2)) * sourceRow
}

/**
 * Lists the columns [columnBegin, columnEnd) of the batch that `listRowsU8` lists by rows. Eight columns
 * at a time are laid side by side in `scratch`, 8 * rowCount bytes.
 */
export function listColumnsU8(
  source: usize, sourceRow: i32, rows: usize, rowCount: i32, background: i32, scale: f32,
  entries: usize, capacity: i32, counts: usize, columnBegin: i32, columnEnd: i32, scratch: usize,
): void {
  for (let c = columnBegin; c < columnEnd; c += 8) {
    const width = min(columnEnd - c, 8)
    turnColumns(source + c, sourceRow, rows, rowCount, width, scratch)
    for (let i = 0; i < width; i++) {
      const list = entries + <usize>((c + i) * capacity) * ENTRY
      const end = appendBytes(scratch + i * rowCount, rowCount, background, scale, list)
      store<i32>(counts + (<usize>(c + i) << 2), <i32>((end - list) / ENTRY))
    }
  }
}

/** out[i][r] = byte i of row r, for `width` adjacent bytes of each row. */
function turnColumns(source: usize, sourceRow: i32, rows: usize, rowCount: i32, width: i32, out: usize): void {
  let r = 0
  for (; width == 8 && r + 8 <= rowCount; r += 8) turn8(source, sourceRow, rows, rowCount, r, out + r)
  for (; r < rowCount; r++) {
    const x = rowOf(source, sourceRow, rows, r)
    for (let i = 0; i < width; i++) store<u8>(out + i * rowCount + r, load<u8>(x + i))
  }
}

/** Transposes 8 x 8 bytes by interleaving rows 4 apart, three times. */
@inline function turn8(source: usize, sourceRow: i32, rows: usize, rowCount: i32, r: i32, out: usize): void {
  const a04 = interleave(rowOf(source, sourceRow, rows, r), rowOf(source, sourceRow, rows, r + 4))
  const a15 = interleave(rowOf(source, sourceRow, rows, r + 1), rowOf(source, sourceRow, rows, r + 5))
  const a26 = interleave(rowOf(source, sourceRow, rows, r + 2), rowOf(source, sourceRow, rows, r + 6))
  const a37 = interleave(rowOf(source, sourceRow, rows, r + 3), rowOf(source, sourceRow, rows, r + 7))
  const evenLow = interleaveLow(a04, a26), evenHigh = interleaveHigh(a04, a26)
  const oddLow = interleaveLow(a15, a37), oddHigh = interleaveHigh(a15, a37)
  const c01 = interleaveLow(evenLow, oddLow), c23 = interleaveHigh(evenLow, oddLow)
  const c45 = interleaveLow(evenHigh, oddHigh), c67 = interleaveHigh(evenHigh, oddHigh)
  v128.store64_lane(out, c01, 0)
  v128.store64_lane(out + rowCount, c01, 1)
  v128.store64_lane(out + 2 * rowCount, c23, 0)
  v128.store64_lane(out + 3 * rowCount, c23, 1)
  v128.store64_lane(out + 4 * rowCount, c45, 0)
  v128.store64_lane(out + 5 * rowCount, c45, 1)
  v128.store64_lane(out + 6 * rowCount, c67, 0)
  v128.store64_lane(out + 7 * rowCount, c67, 1)
}

@inline function interleave(x: usize, y: usize): v128 {
  return interleaveLow(v128.load64_zero(x), v128.load64_zero(y))
}

@inline function interleaveLow(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
}

@inline function interleaveHigh(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
}

/**
 * Reads a byte of every cache line of some rows, so that the rows come from afar side by side instead of
 * one after another. The sums go where the counts will be, or a compiler would drop the reads.
 */
function fetchRows(
  source: usize, sourceRow: i32, rows: usize, columns: i32, rowBegin: i32, rowEnd: i32, counts: usize,
): void {
  for (let r = rowBegin; r < rowEnd; r++) {
    const x = rowOf(source, sourceRow, rows, r)
    let sum = 0
    for (let c = 0; c < columns; c += 64) sum += load<u8>(x + c)
    store<i32>(counts + (<usize>r << 2), sum)
  }
}

/** Lists rows of float32: D = x - background, where x differs from it (a NaN does). */
export function listRowsF32(
  x: usize, xRow: i32, columns: i32, background: f32,
  entries: usize, capacity: i32, counts: usize, rowBegin: i32, rowEnd: i32,
): void {
  for (let r = rowBegin; r < rowEnd; r++) {
    const row = x + (<usize>(r * xRow) << 2)
    const list = entries + <usize>(r * capacity) * ENTRY
    let entry = list
    for (let c = 0; c < columns; c++) {
      const value = load<f32>(row + (<usize>c << 2))
      append(entry, c, value - background)
      entry += value != background ? ENTRY : 0
    }
    store<i32>(counts + (<usize>r << 2), <i32>((entry - list) / ENTRY))
  }
}

/** Lists the columns [columnBegin, columnEnd) of a batch whose `rowCount` rows are listed. */
export function listColumns(
  rowEntries: usize, rowCapacity: i32, rowCounts: usize, rowCount: i32,
  entries: usize, capacity: i32, counts: usize, columnBegin: i32, columnEnd: i32,
): void {
  // While lists grow, `counts` holds where each of them ends.
  const listBytes = <usize>capacity * ENTRY
  for (let c = columnBegin; c < columnEnd; c++) store<usize>(counts + (<usize>c << 2), entries + <usize>c * listBytes)
  for (let r = 0; r < rowCount; r++) {
    const list = rowEntries + <usize>(r * rowCapacity) * ENTRY
    const count = load<i32>(rowCounts + (<usize>r << 2))
    const end = list + <usize>firstAtLeast(list, count, columnEnd) * ENTRY
    for (let e = list + <usize>firstAtLeast(list, count, columnBegin) * ENTRY; e < end; e += ENTRY) {
      const listEnd = counts + (<usize>load<i32>(e) << 2)
      const entry = load<usize>(listEnd)
      append(entry, r, load<f32>(e, 4))
      store<usize>(listEnd, entry + ENTRY)
    }
  }
  for (let c = columnBegin; c < columnEnd; c++) {
    const listEnd = counts + (<usize>c << 2)
    store<i32>(listEnd, <i32>((load<usize>(listEnd) - entries - <usize>c * listBytes) / ENTRY))
  }
}

/** The position in a list of the first entry whose index is not below `index`. */
function firstAtLeast(list: usize, count: i32, index: i32): i32 {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (load<i32>(list + <usize>middle * ENTRY) < index) low = middle + 1
    else high = middle
  }
  return low
}
