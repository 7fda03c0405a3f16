/*
 * Rows of a table at row numbers, for the output rows [rowBegin, rowEnd):
 *
 *   gatherRows   out[r, c] = table[rows[r], c] * scale + shift, computed in float64 and rounded once
 *   takeRows     out[r, c] = table[rows[r], c], elements of 4 bytes as they are; a negative row number
 *                counts from the end of `count` rows
 *
 * The elements of a row are adjacent in the table and in out; row strides are any, in elements. A byte
 * has 256 values, so its results come from a list of them in `scratch` (1,024 bytes a thread).
 */

export function gatherRowsU8F32(
  table: usize, tableRow: i32, rows: usize, columns: i32, scale: f64, shift: f64,
  out: usize, outRow: i32, rowBegin: i32, rowEnd: i32, scratch: usize,
): void {
  for (let byte = 0; byte < 256; byte++) {
    store<f32>(scratch + (<usize>byte << 2), <f32>(<f64>byte * scale + shift))
  }
  for (let r = rowBegin; r < rowEnd; r++) {
    const from = table + <usize>(load<i32>(rows + (<usize>r << 2)) * tableRow)
    const to = out + (<usize>(r * outRow) << 2)
    for (let c = 0; c < columns; c++) {
      store<f32>(to + (<usize>c << 2), load<f32>(scratch + (<usize>load<u8>(from + c) << 2)))
    }
  }
}

export function gatherRowsF32(
  table: usize, tableRow: i32, rows: usize, columns: i32, scale: f64, shift: f64,
  out: usize, outRow: i32, rowBegin: i32, rowEnd: i32,
): void {
  for (let r = rowBegin; r < rowEnd; r++) {
    const from = table + (<usize>(load<i32>(rows + (<usize>r << 2)) * tableRow) << 2)
    const to = out + (<usize>(r * outRow) << 2)
    for (let c = 0; c < columns; c++) {
      const at = <usize>c << 2
      store<f32>(to + at, <f32>(<f64>load<f32>(from + at) * scale + shift))
    }
  }
}

export function takeRows32(
  table: usize, tableRow: i32, count: i32, rows: usize, columns: i32,
  out: usize, outRow: i32, rowBegin: i32, rowEnd: i32,
): void {
  for (let r = rowBegin; r < rowEnd; r++) {
    const named = load<i32>(rows + (<usize>r << 2))
    const row = named < 0 ? named + count : named
    memory.copy(out + (<usize>(r * outRow) << 2), table + (<usize>(row * tableRow) << 2), <usize>columns << 2)
  }
}
