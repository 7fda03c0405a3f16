import type { ConvolutionGeometry } from '../../core/picture-geometry'
import type { View } from '../../core/view'
import type { Activation } from '../backend'

/** The first element of one channel of a picture, and the strides within the channel. */
interface Plane {
  readonly data: View['data']
  readonly at: number
  readonly row: number
  readonly column: number
}

function plane({ data, offset, strides }: View, first: number, second: number): Plane {
  const [outer, inner, row, column] = strides
  return { data, at: offset + first * outer + second * inner, row, column }
}

/** Receives an input plane, a kernel plane and an output plane. */
type PlaneVisitor = (input: Plane, kernel: Plane, output: Plane) => void

/** Visits every picture, output channel and input channel of its group, in this order. */
function forEachPlane(
  x: View,
  weight: View,
  y: View,
  { groups }: ConvolutionGeometry,
  visit: PlaneVisitor,
): void {
  const [outputs, groupInputs] = weight.shape
  const groupOutputs = outputs / groups
  for (let n = 0; n < x.shape[0]; n++) {
    for (let o = 0; o < outputs; o++) {
      const first = Math.floor(o / groupOutputs) * groupInputs
      for (let q = 0; q < groupInputs; q++) {
        visit(plane(x, n, first + q), plane(weight, o, q), plane(y, n, o))
      }
    }
  }
}

/**
 * Visits what each tap of a kernel meets: the places of the kernel, of the input and of the output. Places
 * outside of the picture are left out.
 */
function forEachTap(
  { shape: [, , height, width] }: View,
  { shape: [, , kernelRows, kernelColumns] }: View,
  { shape: [, , rows, columns] }: View,
  { stride, padding, dilation }: ConvolutionGeometry,
  visit: (a: number, b: number, u: number, v: number, y: number, z: number) => void,
): void {
  for (let y = 0; y < rows; y++) {
    for (let z = 0; z < columns; z++) {
      for (let a = 0; a < kernelRows; a++) {
        const u = y * stride[0] + a * dilation[0] - padding[0]
        if (u < 0 || u >= height) continue
        for (let b = 0; b < kernelColumns; b++) {
          const v = z * stride[1] + b * dilation[1] - padding[1]
          if (v >= 0 && v < width) visit(a, b, u, v, y, z)
        }
      }
    }
  }
}

/** A view of float64 zeros with the shape of another. */
function sumsLike({ shape }: View): View & { data: Float64Array } {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1))
  const size = shape.reduce((a, b) => a * b, 1)
  return { data: new Float64Array(size), dtype: 'float64', shape, strides, offset: 0 }
}

/** Stores sums, each changed by `finish`, which receives the index along the second axis. */
function store(sums: View, out: View, finish: (sum: number, channel: number) => number): void {
  const [n, c, h, w] = out.shape
  let from = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < c; j++) {
      const { data, at, row, column } = plane(out, i, j)
      for (let y = 0; y < h; y++) {
        for (let z = 0; z < w; z++) data[at + y * row + z * column] = finish(sums.data[from++], j)
      }
    }
  }
}

export function conv2d(
  x: View,
  weight: View,
  bias: View | null,
  geometry: ConvolutionGeometry,
  activation: Activation,
  out: View,
): void {
  const sums = sumsLike(out)
  forEachPlane(x, weight, sums, geometry, (input, kernel, output) => {
    forEachTap(x, weight, out, geometry, (a, b, u, v, y, z) => {
      const product =
        kernel.data[kernel.at + a * kernel.row + b * kernel.column] *
        input.data[input.at + u * input.row + v * input.column]
      sums.data[output.at + y * output.row + z] += product
    })
  })
  const shift = (o: number) => (bias === null ? 0 : bias.data[bias.offset + o * bias.strides[0]])
  store(sums, out, (sum, o) => {
    const value = sum + shift(o)
    return activation === 'relu' && value < 0 ? 0 : value
  })
}

export function conv2dInputGradient(
  g: View,
  weight: View,
  geometry: ConvolutionGeometry,
  out: View,
): void {
  const sums = sumsLike(out)
  forEachPlane(sums, weight, g, geometry, (input, kernel, output) => {
    forEachTap(out, weight, g, geometry, (a, b, u, v, y, z) => {
      const product =
        kernel.data[kernel.at + a * kernel.row + b * kernel.column] *
        output.data[output.at + y * output.row + z * output.column]
      sums.data[input.at + u * input.row + v] += product
    })
  })
  store(sums, out, (sum) => sum)
}

export function conv2dWeightGradient(
  x: View,
  g: View,
  geometry: ConvolutionGeometry,
  out: View,
): void {
  const sums = sumsLike(out)
  forEachPlane(x, sums, g, geometry, (input, kernel, output) => {
    forEachTap(x, out, g, geometry, (a, b, u, v, y, z) => {
      const product =
        output.data[output.at + y * output.row + z * output.column] *
        input.data[input.at + u * input.row + v * input.column]
      sums.data[kernel.at + a * kernel.row + b] += product
    })
  })
  store(sums, out, (sum) => sum)
}
