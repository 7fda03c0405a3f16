import { transposeBlock } from './panels'

/*
 * A copy of float32 pictures [n, c, h, w] of any strides (in elements) with an adjacent batch axis (batch-lanes.ts)
 * and a border of zeros: out[c, y, z, n] = x[n, c, y - top, z - left], 0 outside of the picture.
 */

/** The pictures [batchBegin, batchEnd) of `outRows` x `outColumns`, of which x fills `rows` x `columns`. */
export function copyBatchLastF32(
  x: usize, xBatch: i32, xChannel: i32, xRow: i32, xColumn: i32, rows: i32, columns: i32, top: i32, left: i32,
  out: usize, outChannel: i32, outRow: i32, outColumn: i32, channels: i32, outRows: i32, outColumns: i32,
  batchBegin: i32, batchEnd: i32,
): void {
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < outRows; y++) {
      const source = y - top
      const to = out + (c * outChannel + y * outRow) * 4
      if (source < 0 || source >= rows) {
        clearColumns(to, outColumn, 0, outColumns, batchBegin, batchEnd)
        continue
      }
      clearColumns(to, outColumn, 0, left, batchBegin, batchEnd)
      clearColumns(to, outColumn, left + columns, outColumns, batchBegin, batchEnd)
      copyRow(x + (c * xChannel + source * xRow) * 4, xBatch, xColumn, columns, to + left * outColumn * 4, outColumn, batchBegin, batchEnd)
    }
  }
}

function clearColumns(out: usize, step: i32, begin: i32, end: i32, batchBegin: i32, batchEnd: i32): void {
  for (let z = begin; z < end; z++) memory.fill(out + (z * step + batchBegin) * 4, 0, (batchEnd - batchBegin) << 2)
}

/** One row of the pictures: adjacent pictures are copied, adjacent columns transposed by blocks, the rest by element. */
function copyRow(x: usize, xBatch: i32, xColumn: i32, columns: i32, out: usize, outColumn: i32, begin: i32, end: i32): void {
  if (xBatch == 1) {
    for (let z = 0; z < columns; z++) {
      memory.copy(out + (z * outColumn + begin) * 4, x + (z * xColumn + begin) * 4, (end - begin) << 2)
    }
    return
  }
  const wholeColumns = xColumn == 1 ? columns & -4 : 0
  const wholeEnd = begin + ((end - begin) & -4)
  for (let n = begin; n < wholeEnd; n += 4) {
    for (let z = 0; z < wholeColumns; z += 4) {
      transposeBlock<f32>(x + (n * xBatch + z) * 4, xBatch << 2, out + (z * outColumn + n) * 4, outColumn << 2)
    }
  }
  copyElements(x, xBatch, xColumn, wholeColumns, columns, out, outColumn, begin, wholeEnd)
  copyElements(x, xBatch, xColumn, 0, columns, out, outColumn, wholeEnd, end)
}

function copyElements(
  x: usize, xBatch: i32, xColumn: i32, columnBegin: i32, columnEnd: i32, out: usize, outColumn: i32, begin: i32, end: i32,
): void {
  for (let z = columnBegin; z < columnEnd; z++) {
    for (let n = begin; n < end; n++) store<f32>(out + (z * outColumn + n) * 4, load<f32>(x + (n * xBatch + z * xColumn) * 4))
  }
}
