import { DESCEND, finishElement, finishVector, writeVectors } from './epilogue'
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
 * An engine that makes one 256-bit vector of two such would be left with too few sums to keep busy: where
 * `wide` is 1, the sums of two tiles are computed at once, more than there are registers for elsewhere.
 *
 * Order. A sum starts at 0 and takes its terms in the order of p, each by one multiplyAdd. Neither the
 * tile it falls into nor the range [rowBegin, rowEnd) x [columnBegin, columnEnd) changes that, so any
 * split of the output gives the same bits; the error is at most
 * depth * eps * sum |A[i, p] B[p, j]| to first order.
 *
 * Remainders. Rows and columns beyond the range are computed from the padding and dropped.
 *
 * `scratch` holds matmulScratch(depth) bytes, 16-byte aligned, private to the calling thread.
 */

const TILE_ROWS: i32 = 4
const TILE_BYTES: i32 = 32 // of columns: two vectors
const SUMS_BYTES: i32 = TILE_ROWS * TILE_BYTES
/** Least rows of A packed at a time; a packed panel of B serves them all. */
const BLOCK_ROWS: i32 = 128
/** Panels of B packed at a time: 128 bytes of each row, two cache lines. */
const GROUP: i32 = 4
/** Up to this depth a group of panels fits the first cache beside a panel of A. */
const SHALLOW: i32 = 128

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
  writeVectors(s00, s01, s10, s11, s20, s21, s30, s31, sums)
}

/** The sums of two tiles, the second with the panel of B that is panelBytes behind the first's. */
function tilePair(a: usize, b: usize, panelBytes: usize, depth: i32, sums: usize): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00
  let s20 = s00, s21 = s00, s22 = s00, s23 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00
  for (const end = b + (<usize>depth << 5); b < end; b += 32, a += TILE_ROWS * 4) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    const beside = b + panelBytes
    const b2 = v128.load(beside)
    const b3 = v128.load(beside, 16)
    let x = v128.load32_splat(a)
    s00 = multiplyAdd<f32>(x, b0, s00)
    s01 = multiplyAdd<f32>(x, b1, s01)
    s02 = multiplyAdd<f32>(x, b2, s02)
    s03 = multiplyAdd<f32>(x, b3, s03)
    x = v128.load32_splat(a, 4)
    s10 = multiplyAdd<f32>(x, b0, s10)
    s11 = multiplyAdd<f32>(x, b1, s11)
    s12 = multiplyAdd<f32>(x, b2, s12)
    s13 = multiplyAdd<f32>(x, b3, s13)
    x = v128.load32_splat(a, 8)
    s20 = multiplyAdd<f32>(x, b0, s20)
    s21 = multiplyAdd<f32>(x, b1, s21)
    s22 = multiplyAdd<f32>(x, b2, s22)
    s23 = multiplyAdd<f32>(x, b3, s23)
    x = v128.load32_splat(a, 12)
    s30 = multiplyAdd<f32>(x, b0, s30)
    s31 = multiplyAdd<f32>(x, b1, s31)
    s32 = multiplyAdd<f32>(x, b2, s32)
    s33 = multiplyAdd<f32>(x, b3, s33)
  }
  writeVectors(s00, s01, s10, s11, s20, s21, s30, s31, sums)
  writeVectors(s02, s03, s12, s13, s22, s23, s32, s33, sums + SUMS_BYTES)
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
  epilogue: i32, extra: usize, extraRow: i32, scratch: usize, wide: bool,
): void {
  const rate: T = epilogue == DESCEND ? <T>load<f64>(extra) : <T>0
  const size = <i32>sizeof<T>()
  const width = TILE_BYTES / size
  const sums = scratch
  const packedB = sums + 2 * SUMS_BYTES
  const panelOfB = depth * TILE_BYTES
  const packedA = packedB + GROUP * panelOfB
  const panelOfA = depth * TILE_ROWS * size
  const rows = blockRows(depth)
  // Where a group of panels fits the first cache, a row of tiles is written at once, whole cache lines of C.
  const span = depth <= SHALLOW ? GROUP : 1
  const step = wide ? 2 : 1
  for (let block = rowBegin; block < rowEnd; block += rows) {
    const blockEnd = min(block + rows, rowEnd)
    let panel = packedA
    for (let i = block; i < blockEnd; i += TILE_ROWS, panel += panelOfA) {
      pack<T>(a + i * aRow * size, aRow * size, aDepth * size, min(blockEnd - i, TILE_ROWS), TILE_ROWS / lanes<T>(), depth, panel)
    }
    for (let j = columnBegin; j < columnEnd; j += GROUP * width) {
      const groupEnd = min(columnEnd, j + GROUP * width)
      packGroup<T>(b + j * bColumn * size, bColumn * size, bDepth * size, groupEnd - j, depth, packedB)
      for (let first = j; first < groupEnd; first += max(span, step) * width) {
        const end = min(groupEnd, first + max(span, step) * width)
        panel = packedA
        for (let i = block; i < blockEnd; i += TILE_ROWS, panel += panelOfA) {
          for (let at = first; at < end; ) {
            const source = packedB + ((at - j) / width) * panelOfB
            const isPair = wide && end - at > width
            if (isPair) tilePair(panel, source, panelOfB, depth, sums)
            else tile<T>(panel, source, depth, sums)
            const tileEnd = isPair ? min(end, at + 2 * width) : min(end, at + width)
            for (let finished = sums; at < tileEnd; at += width, finished += SUMS_BYTES) {
              const target = c + (i * cRow + at) * size
              const beside = extra + (i * extraRow + at) * size
              finish<T>(finished, target, cRow * size, beside, extraRow * size, min(blockEnd - i, TILE_ROWS), min(tileEnd - at, width), epilogue, rate)
            }
          }
        }
      }
    }
  }
}

/** Rows of A packed at a time; more of them where they are short, since B is packed again for each block. */
function blockRows(depth: i32): i32 {
  return BLOCK_ROWS * max(1, 256 / max(depth, 1))
}

/**
 * Packs up to GROUP panels of B. Where columns are adjacent, all panels at once: rows of B may be so far apart that a
 * cache keeps none of their lines until the next panel.
 */
function packGroup<T>(b: usize, columnStep: i32, depthStep: i32, columns: i32, depth: i32, out: usize): void {
  const width = TILE_BYTES / <i32>sizeof<T>()
  const panel = depth * TILE_BYTES
  if (columns == GROUP * width && columnStep == sizeof<T>()) {
    for (const end = out + panel; out < end; out += TILE_BYTES, b += depthStep) {
      let to = out
      for (let at = b; at < b + GROUP * TILE_BYTES; at += TILE_BYTES, to += panel) {
        v128.store(to, v128.load(at))
        v128.store(to, v128.load(at, 16), 16)
      }
    }
    return
  }
  for (let j = 0; j < columns; j += width, out += panel) {
    pack<T>(b + j * columnStep, columnStep, depthStep, min(columns - j, width), 2, depth, out)
  }
}

/** C = epilogue(A B) in float32, two tiles at a time where `wide` is 1. */
export function matmulF32(
  a: usize, aRow: i32, aDepth: i32, b: usize, bDepth: i32, bColumn: i32, c: usize, cRow: i32, depth: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
  epilogue: i32, extra: usize, extraRow: i32, scratch: usize, wide: i32,
): void {
  product<f32>(
    a, aRow, aDepth, b, bDepth, bColumn, c, cRow, depth,
    rowBegin, rowEnd, columnBegin, columnEnd, epilogue, extra, extraRow, scratch, wide != 0,
  )
}

/** C = epilogue(A B) in float64. */
export function matmulF64(
  a: usize, aRow: i32, aDepth: i32, b: usize, bDepth: i32, bColumn: i32, c: usize, cRow: i32, depth: i32,
  rowBegin: i32, rowEnd: i32, columnBegin: i32, columnEnd: i32,
  epilogue: i32, extra: usize, extraRow: i32, scratch: usize,
): void {
  product<f64>(
    a, aRow, aDepth, b, bDepth, bColumn, c, cRow, depth,
    rowBegin, rowEnd, columnBegin, columnEnd, epilogue, extra, extraRow, scratch, false,
  )
}
