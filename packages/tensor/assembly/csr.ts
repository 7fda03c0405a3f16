import { compressingShuffle } from './compress'

/*
 * CSR form of sparse rows with a background. A matrix X of which most elements are one number b is kept as
 * the CSR form of D = X - b; its CSC form is the CSR form of D^T.
 *
 * Variant: row begin and end pointers (MKL: pointerB, pointerE) and interleaved entries. An entry is two words,
 * the column and the float; row r has the entries [first, end) of `entries`, the two int32 at ranges + 8 r, in
 * the order of the columns. There is room for a D without zeros. Rows that one thread converts follow each
 * other without gaps, so that a cache prefetches the next; the columns of a CSC form are `capacity` entries
 * apart. Entries outside the ranges are undefined.
 *
 * Every row is written by one thread, whatever the split, so any split gives the same form.
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
  const word = <u64><u8>background * 0x0101010101010101
  const bytes = i8x16.splat(<i8>background)
  const words = i32x4.splat(background)
  const scales = f32x4.splat(scale)
  let entry = list
  let c = 0
  for (; c + 8 <= count; c += 8) {
    if (load<u64>(x + c) == word) continue
    const eight = v128.load64_zero(x + c)
    const mask = i8x16.bitmask(i8x16.ne(eight, bytes)) & 0xff
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
 * Converts the rows [rowBegin, rowEnd) of a batch of bytes to CSR, of which row r is the `columns` bytes at
 * source + rows[r] * sourceRow: D = (byte - background) * scale.
 */
export function toCsrU8(
  source: usize, sourceRow: i32, rows: usize, columns: i32, background: i32, scale: f32,
  entries: usize, ranges: usize, rowBegin: i32, rowEnd: i32,
): void {
  let list = entries + <usize>(rowBegin * columns) * ENTRY
  for (let r = rowBegin; r < rowEnd; r++) {
    if (((r - rowBegin) & 15) == 0) fetchRows(source, sourceRow, rows, columns, r, min(r + 16, rowEnd), ranges)
    const range = ranges + (<usize>r << 3)
    store<i32>(range, <i32>((list - entries) / ENTRY))
    list = appendBytes(rowOf(source, sourceRow, rows, r), columns, background, scale, list)
    store<i32>(range, <i32>((list - entries) / ENTRY), 4)
  }
}

@inline function rowOf(source: usize, sourceRow: i32, rows: usize, r: i32): usize {
  return source + <usize>load<i32>(rows + (<usize>r << 2)) * sourceRow
}

/**
 * Reads a byte of every cache line of some rows, so that the rows come from afar side by side instead of
 * one after another. The sums go where the ranges will be, or a compiler would drop the reads.
 */
function fetchRows(
  source: usize, sourceRow: i32, rows: usize, columns: i32, rowBegin: i32, rowEnd: i32, ranges: usize,
): void {
  for (let r = rowBegin; r < rowEnd; r++) {
    const x = rowOf(source, sourceRow, rows, r)
    let sum = 0
    for (let c = 0; c < columns; c += 64) sum += load<u8>(x + c)
    store<i32>(ranges + (<usize>r << 3), sum)
  }
}

/** Converts the columns [columnBegin, columnEnd) of a CSR form of `rowCount` rows to CSC; `capacity` is at least rowCount. */
export function csrToCsc(
  rowEntries: usize, rowRanges: usize, rowCount: i32,
  entries: usize, capacity: i32, ranges: usize, columnBegin: i32, columnEnd: i32,
): void {
  for (let c = columnBegin; c < columnEnd; c++) {
    const range = ranges + (<usize>c << 3)
    store<i32>(range, c * capacity)
    store<i32>(range, c * capacity, 4)
  }
  for (let r = 0; r < rowCount; r++) {
    const range = rowRanges + (<usize>r << 3)
    const end = rowEntries + <usize>load<i32>(range, 4) * ENTRY
    for (let e = firstAtLeast(rowEntries + <usize>load<i32>(range) * ENTRY, end, columnBegin); e < end; e += ENTRY) {
      const c = load<i32>(e)
      if (c >= columnEnd) break
      const columnRange = ranges + (<usize>c << 3)
      const at = load<i32>(columnRange, 4)
      append(entries + <usize>at * ENTRY, r, load<f32>(e, 4))
      store<i32>(columnRange, at + 1, 4)
    }
  }
}

/** The first entry of a list whose index is not below `index`, or its end. */
function firstAtLeast(list: usize, end: usize, index: i32): usize {
  while (list < end) {
    const middle = list + (((end - list) / ENTRY) >> 1) * ENTRY
    if (load<i32>(middle) < index) list = middle + ENTRY
    else end = middle
  }
  return list
}
