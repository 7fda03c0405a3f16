import { describe } from '@handwritten/checks'
import { AxisError, ShapeError } from './errors'

/** Sizes of the axes, outermost first; `[]` is a single element. */
export type Shape = readonly number[]

/** One axis or several; negative ones count from the end. */
export type Axes = number | readonly number[]

/** Whether `value` can count something: a whole number from 0. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

export function sizeOf(shape: Shape): number {
  let size = 1
  for (const length of shape) size *= length
  return size
}

/** Strides, in elements, of a row-major block of that shape. */
export function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride
    stride *= shape[axis]
  }
  return strides
}

export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis])
}

/** Throws unless it is a list of whole sizes from 0. */
export function checkShape(operation: string, shape: Shape): void {
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw new ShapeError(
      `${operation}: expected a shape of whole sizes from 0, found ${describe(shape)}`,
    )
  }
}

/** The shape that both stretch to: sizes are compared from the last axis, and a 1 stretches. */
export function broadcastShapes(operation: string, a: Shape, b: Shape): number[] {
  const ndim = Math.max(a.length, b.length)
  const shape: number[] = []
  for (let i = 1; i <= ndim; i++) {
    const left = a[a.length - i] ?? 1
    const right = b[b.length - i] ?? 1
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `${operation}: shapes do not broadcast: ${formatShape(a)} and ${formatShape(b)} ` +
          `(${left} against ${right}, counting axes from the end at -${i})`,
      )
    }
    shape[ndim - i] = left === 1 ? right : left
  }
  return shape
}

/** The axis as a number from 0, or an `AxisError`. */
export function normalizeAxis(operation: string, axis: number, ndim: number): number {
  const normal = axis < 0 ? axis + ndim : axis
  if (!Number.isInteger(axis) || normal < 0 || normal >= ndim) {
    const range = ndim === 0 ? 'it has no axes' : `its axes are ${-ndim} to ${ndim - 1}`
    throw new AxisError(
      `${operation}: axis ${axis} is out of range for an array of ${ndim} axes; ${range}`,
    )
  }
  return normal
}

/** Axes as ascending numbers from 0; all of them when `axes` is undefined. */
export function normalizeAxes(operation: string, axes: Axes | undefined, ndim: number): number[] {
  if (axes === undefined) return Array.from({ length: ndim }, (_, axis) => axis)
  const list = typeof axes === 'number' ? [axes] : axes
  const normal = list.map((axis) => normalizeAxis(operation, axis, ndim))
  if (new Set(normal).size !== normal.length) {
    throw new AxisError(`${operation}: an axis is named twice in ${formatShape(list)}`)
  }
  return normal.sort((a, b) => a - b)
}
