/** Row numbers as int32; a count stands for the rows from 0 on. */
export function toRows(rows: number | ArrayLike<number>): Int32Array {
  return typeof rows === 'number'
    ? Int32Array.from({ length: rows }, (_, row) => row)
    : Int32Array.from(rows)
}
