import { DESCEND, finishElement, finishVector } from './epilogue'
import { lanes } from './lanes'
import { multiplyAdd } from './multiply-add'
import { pack } from './panels'

/*
 * Products of matrices: C[i, j] = epilogue(s) with s = sum over p of A[i, p] * B[p, j].
 *
 * Layout. A and B may have any strides (in elements), so one kernel serves A B, A B^T and A^T B; the
 * elements of a row of C are adjacent. Operands are packed before they are used: four rows of A as
 * [depth][4], and 32 bytes of columns of B (8 float32 or 4 float64) as [depth][8], both padded with
 * zeros. The tile keeps its four rows by two vectors of sums in registers and reads both panels in order.
 *
 * Order. A sum starts at 0 and takes its terms in the order of p, each by one multiplyAdd. Neither the
 * tile it falls into nor the range [rowBegin, rowEnd) x [columnBegin, columnEnd) changes that, so any
 * split of the output gives the same bits; the error is at most
 * depth * eps * sum |A[i, p] B[p, j]| to first order.
 *
 * Remainders. Rows and columns beyond the range are computed from the padding and dropped.
 *
 * `scratch` holds productScratch(depth) bytes, 16-byte aligned, private to the calling thread.
 */

const TILE_ROWS: i32 = 4
const TILE_BYTES: i32 = 32 // of columns: two vectors
/** Rows of A packed at a time; one packed panel of B serves them all. */
const BLOCK_ROWS: i32 = 128

/** sums[4][two vectors] = the product of two packed panels. */
@inline function tile<T>(a: usize, b: usize, depth: i32, sums: usize): void {
  let s00 = v128.splat<T>(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00
  for (const end = b + (<usize>depth << 5); b < end; b += 32, a += TILE_ROWS * sizeof<T>()) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let x = v128.load_splat<T>(a)
    s00 = multiplyAdd<T>(x, b0, s00)
    s01 = multiplyAdd<T>(x, b1, s01)
    x = v128.load_splat<T>(a, sizeof<T>())
    s10 = multiplyAdd<T>(x, b0, s10)
    s11 = multiplyAdd<T>(x, b1, s11)
    x = v128.load_splat<T>(a, 2 * sizeof<T>())
    s20 = multiplyAdd<T>(x, b0, s20)
    s21 = multiplyAdd<T>(x, b1, s21)
    x = v128.load_splat<T>(a, 3 * sizeof<T>())
    s30 = multiplyAdd<T>(x, b0, s30)
    s31 = multiplyAdd<T>(x, b1, s31)
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

/** Writes the `rows` x `columns` of a tile that are inside of the range. */
@inline function finish<T>(
  sums: usize, c: usize, cStep: i32, extra: usize, extraStep: i32, rows: i32, columns: i32, epilogue: i32, rate: T,
): void {
  if (columns == TILE_BYTES / sizeof<T>()) {
    const rates = v128.splat<T>(rate)
    for (let i = 0; i < rows; i++, sums += TILE_BYTES, c += cStep, extra += extraStep) {
      const low = finishVector<T>(v128.load(sums), c, extra, epilogue, rates)
      const high = finishVector<T>(v128.load(sums, 16), c + 16, extra + 16, epilogue, rates)
      v128.store(c, low)
      v128.store(c, high, 16)
    }
    return
  }
  for (let i = 0; i < rows; i++, sums += TILE_BYTES, c += cStep, extra += extraStep) {
    for (let j = 0; j < columns; j++) {
      const at = j * sizeof<T>()
      store<T>(c + at, finishElement<T>(load<T>(sums + at), c + at, extra + at, epilogue, rate))
    }
  }
}

@inline function product<T>(
  a: usize, aRow: i32, aDepth: i32, b: usize, bDepth: i32, bColumn: i32, c: usize, cRow: i32, depth: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
  epilogue: i32, extra: usize, extraRow: i32, scratch: usize,
): void {
  const size = <i32>sizeof<T>()
  const width = TILE_BYTES / size
  const rate: T = epilogue == DESCEND ? <T>load<f64>(extra) : <T>0
  const sums = scratch
  const packedB = sums + TILE_ROWS * TILE_BYTES
  const packedA = packedB + depth * TILE_BYTES
  const panelBytes = depth * TILE_ROWS * size
  for (let block = rowBegin; block < rowEnd; block += BLOCK_ROWS) {
    const blockEnd = min(block + BLOCK_ROWS, rowEnd)
    let panel = packedA
    for (let i = block; i < blockEnd; i += TILE_ROWS, panel += panelBytes) {
      pack<T>(a + i * aRow * size, aRow * size, aDepth * size, min(blockEnd - i, TILE_ROWS), TILE_ROWS / lanes<T>(), depth, panel)
    }
    for (let j = columnBegin; j < columnEnd; j += width) {
      const columns = min(columnEnd - j, width)
      pack<T>(b + j * bColumn * size, bColumn * size, bDepth * size, columns, 2, depth, packedB)
      panel = packedA
      for (let i = block; i < blockEnd; i += TILE_ROWS, panel += panelBytes) {
        tile<T>(panel, packedB, depth, sums)
        const target = c + (i * cRow + j) * size
        const beside = extra + (i * extraRow + j) * size
        finish<T>(sums, target, cRow * size, beside, extraRow * size, min(blockEnd - i, TILE_ROWS), columns, epilogue, rate)
      }
    }
  }
}

/** C = epilogue(A B) in float32. */
export function productF32(
  a: usize, aRow: i32, aDepth: i32, b: usize, bDepth: i32, bColumn: i32, c: usize, cRow: i32, depth: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
  epilogue: i32, extra: usize, extraRow: i32, scratch: usize,
): void {
  product<f32>(
    a, aRow, aDepth, b, bDepth, bColumn, c, cRow, depth,
    rowBegin, rowEnd, columnBegin, columnEnd, epilogue, extra, extraRow, scratch,
  )
}

/** C = epilogue(A B) in float64. */
export function productF64(
  a: usize, aRow: i32, aDepth: i32, b: usize, bDepth: i32, bColumn: i32, c: usize, cRow: i32, depth: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
  epilogue: i32, extra: usize, extraRow: i32, scratch: usize,
): void {
  product<f64>(
    a, aRow, aDepth, b, bDepth, bColumn, c, cRow, depth,
    rowBegin, rowEnd, columnBegin, columnEnd, epilogue, extra, extraRow, scratch,
  )
}
