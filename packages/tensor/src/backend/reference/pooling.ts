import type { AxisWindows, PoolWindows } from '../../core/picture-geometry'
import type { View } from '../../core/view'

/** Visits the channels of all pictures with the place of their first element in each view. */
function forEachChannel(views: readonly View[], visit: (at: readonly number[]) => void): void {
  const [n, c] = views[0].shape
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < c; j++) {
      visit(views.map(({ offset, strides }) => offset + i * strides[0] + j * strides[1]))
    }
  }
}

/** Visits the windows with their positions, in row-major order. */
function forEachWindow(
  { rows, columns }: PoolWindows,
  visit: (y: number, z: number) => void,
): void {
  for (let y = 0; y < rows.begin.length; y++) {
    for (let z = 0; z < columns.begin.length; z++) visit(y, z)
  }
}

/** Visits the elements of a window with their positions, in row-major order. */
function forEachElement(
  { rows, columns }: PoolWindows,
  y: number,
  z: number,
  visit: (u: number, v: number) => void,
): void {
  for (let u = rows.begin[y]; u < rows.end[y]; u++) {
    for (let v = columns.begin[z]; v < columns.end[z]; v++) visit(u, v)
  }
}

const divisorOf = (rows: AxisWindows, columns: AxisWindows, y: number, z: number) =>
  rows.divisor[y] * columns.divisor[z]

export function maxPool2d(x: View, windows: PoolWindows, out: View, indices: View): void {
  const width = x.shape[3]
  forEachChannel([x, out, indices], ([from, to, toIndex]) => {
    forEachWindow(windows, (y, z) => {
      let best = Number.NEGATIVE_INFINITY
      let index = windows.rows.begin[y] * width + windows.columns.begin[z]
      forEachElement(windows, y, z, (u, v) => {
        const value = x.data[from + u * x.strides[2] + v * x.strides[3]]
        if (value > best || Number.isNaN(value)) {
          best = value
          index = u * width + v
        }
      })
      out.data[to + y * out.strides[2] + z * out.strides[3]] = best
      indices.data[toIndex + y * indices.strides[2] + z * indices.strides[3]] = index
    })
  })
}

export function maxPool2dGradient(g: View, indices: View, windows: PoolWindows, out: View): void {
  const [, , height, width] = out.shape
  const sums = new Float64Array(height * width)
  forEachChannel([g, indices, out], ([from, fromIndex, to]) => {
    sums.fill(0)
    forEachWindow(windows, (y, z) => {
      const index = indices.data[fromIndex + y * indices.strides[2] + z * indices.strides[3]]
      sums[index] += g.data[from + y * g.strides[2] + z * g.strides[3]]
    })
    storePlane(sums, out, to)
  })
}

export function avgPool2d(x: View, windows: PoolWindows, out: View): void {
  const { rows, columns } = windows
  forEachChannel([x, out], ([from, to]) => {
    forEachWindow(windows, (y, z) => {
      let sum = 0
      forEachElement(windows, y, z, (u, v) => {
        sum += x.data[from + u * x.strides[2] + v * x.strides[3]]
      })
      out.data[to + y * out.strides[2] + z * out.strides[3]] = sum / divisorOf(rows, columns, y, z)
    })
  })
}

export function avgPool2dGradient(g: View, windows: PoolWindows, out: View): void {
  const { rows, columns } = windows
  const [, , height, width] = out.shape
  const sums = new Float64Array(height * width)
  forEachChannel([g, out], ([from, to]) => {
    sums.fill(0)
    forEachWindow(windows, (y, z) => {
      const share =
        g.data[from + y * g.strides[2] + z * g.strides[3]] / divisorOf(rows, columns, y, z)
      forEachElement(windows, y, z, (u, v) => {
        sums[u * width + v] += share
      })
    })
    storePlane(sums, out, to)
  })
}

function storePlane(sums: Float64Array, { data, shape, strides }: View, at: number): void {
  const [, , height, width] = shape
  for (let u = 0; u < height; u++) {
    for (let v = 0; v < width; v++) {
      data[at + u * strides[2] + v * strides[3]] = sums[u * width + v]
    }
  }
}
