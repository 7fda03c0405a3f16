import type { View } from '../../core/view'
import type { Activation } from '../backend'
import { forEachPosition } from './for-each-row'
import { currentScratch } from './scratch'

/** Rows of the left and columns of the right matrix that are multiplied at a time. */
const tileRows = 2
const tileColumns = 4

/** A matrix at some place of a view's memory. */
interface Matrix {
  readonly data: View['data']
  readonly at: number
  readonly rows: number
  readonly columns: number
  readonly rowStep: number
  readonly columnStep: number
}

function lastMatrix(view: View, at: number): Matrix {
  const [rows, columns] = view.shape.slice(-2)
  const [rowStep, columnStep] = view.strides.slice(-2)
  return { data: view.data, at, rows, columns, rowStep, columnStep }
}

function transposed({ rows, columns, rowStep, columnStep, ...rest }: Matrix): Matrix {
  return { ...rest, rows: columns, columns: rows, rowStep: columnStep, columnStep: rowStep }
}

/**
 * Lays the rows out in groups of `width`, the elements of one column side by side, as float64 and
 * with zeros for missing rows: what the tile reads from one end to the other.
 */
function pack(matrix: Matrix, width: number, packed: Float64Array): void {
  const { data, at, rows, columns, rowStep, columnStep } = matrix
  for (let first = 0; first < rows; first += width) {
    const group = first * columns
    for (let i = 0; i < width; i++) {
      const row = at + (first + i) * rowStep
      const inside = first + i < rows
      for (let k = 0; k < columns; k++) {
        packed[group + k * width + i] = inside ? data[row + k * columnStep] : 0
      }
    }
  }
}

/** sums [2][4] = two packed rows times four packed columns, k products each, in order of k. */
function tile(
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  k: number,
  sums: Float64Array,
): void {
  let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < k; i++) {
    const a0 = a[atA + 2 * i]
    const a1 = a[atA + 2 * i + 1]
    const b0 = b[atB + 4 * i]
    const b1 = b[atB + 4 * i + 1]
    const b2 = b[atB + 4 * i + 2]
    const b3 = b[atB + 4 * i + 3]
    s00 += a0 * b0
    s01 += a0 * b1
    s02 += a0 * b2
    s03 += a0 * b3
    s10 += a1 * b0
    s11 += a1 * b1
    s12 += a1 * b2
    s13 += a1 * b3
  }
  sums[0] = s00
  sums[1] = s01
  sums[2] = s02
  sums[3] = s03
  sums[4] = s10
  sums[5] = s11
  sums[6] = s12
  sums[7] = s13
}

/** What happens to a finished sum before it is stored. */
type Finish = (sum: number, column: number) => number

const roundUp = (n: number, step: number) => Math.ceil(n / step) * step

/** out = finish(a b), with sums in float64. */
function multiplyFloats(a: Matrix, b: Matrix, out: Matrix, finish: Finish | null): void {
  const k = a.columns
  const sizeA = roundUp(a.rows, tileRows) * k
  const sizeB = roundUp(b.columns, tileColumns) * k
  const scratch = currentScratch(sizeA + sizeB + tileRows * tileColumns)
  const packedA = scratch.subarray(0, sizeA)
  const packedB = scratch.subarray(sizeA, sizeA + sizeB)
  const sums = scratch.subarray(sizeA + sizeB)
  pack(a, tileRows, packedA)
  pack(transposed(b), tileColumns, packedB)
  for (let column = 0; column < out.columns; column += tileColumns) {
    for (let row = 0; row < out.rows; row += tileRows) {
      tile(packedA, row * k, packedB, column * k, k, sums)
      for (let i = 0; i < tileRows && row + i < out.rows; i++) {
        for (let j = 0; j < tileColumns && column + j < out.columns; j++) {
          const sum = sums[i * tileColumns + j]
          const place = out.at + (row + i) * out.rowStep + (column + j) * out.columnStep
          out.data[place] = finish === null ? sum : finish(sum, column + j)
        }
      }
    }
  }
}

/** out = a b, wrapping around at 32 bits; a bool is whether any product is 1. */
function multiplyIntegers(a: Matrix, b: Matrix, out: Matrix, toBool: boolean): void {
  for (let i = 0; i < out.rows; i++) {
    for (let j = 0; j < out.columns; j++) {
      let sum = 0
      for (let k = 0; k < a.columns; k++) {
        const left = a.data[a.at + i * a.rowStep + k * a.columnStep]
        const right = b.data[b.at + k * b.rowStep + j * b.columnStep]
        sum = (sum + Math.imul(left, right)) | 0
      }
      out.data[out.at + i * out.rowStep + j * out.columnStep] = toBool ? Number(sum !== 0) : sum
    }
  }
}

export function matmul(a: View, b: View, out: View): void {
  const floats = out.dtype === 'float32' || out.dtype === 'float64'
  forEachPosition(out.shape.slice(0, -2), [a, b, out], ([atA, atB, to]) => {
    const [left, right, product] = [lastMatrix(a, atA), lastMatrix(b, atB), lastMatrix(out, to)]
    if (floats) multiplyFloats(left, right, product, null)
    else multiplyIntegers(left, right, product, out.dtype === 'bool')
  })
}

export function linear(
  x: View,
  weight: View,
  bias: View | null,
  activation: Activation,
  out: View,
): void {
  const shift = (column: number) =>
    bias === null ? 0 : bias.data[bias.offset + column * bias.strides[0]]
  const finish: Finish = (sum, column) => {
    const value = sum + shift(column)
    return activation === 'relu' && value < 0 ? 0 : value
  }
  multiplyFloats(
    lastMatrix(x, x.offset),
    transposed(lastMatrix(weight, weight.offset)),
    lastMatrix(out, out.offset),
    finish,
  )
}
