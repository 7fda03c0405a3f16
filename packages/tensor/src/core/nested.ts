import type { TypedArray } from './dtype'
import { ShapeError } from './errors'
import { formatShape, type Shape } from './shape'

/** Numbers or booleans in arrays of arrays, as deep as there are axes. */
export type NestedArray = number | boolean | NestedArray[]

/** What `tensor` reads: the same, read-only, with typed arrays as the innermost level. */
export type NestedInput = number | boolean | TypedArray | readonly NestedInput[] | []

/** Row-major elements as arrays of arrays. */
export function toNested(data: TypedArray, shape: Shape, booleans: boolean): NestedArray {
  let at = 0
  const level = (axis: number): NestedArray => {
    if (axis === shape.length) {
      const value = data[at++]
      return booleans ? value !== 0 : value
    }
    return Array.from({ length: shape[axis] }, () => level(axis + 1))
  }
  return level(0)
}

function isList(value: NestedInput): value is TypedArray | readonly NestedInput[] {
  return typeof value === 'object'
}

/** The shape of nested arrays, read off their first elements. */
export function nestedShape(values: NestedInput): number[] {
  const shape: number[] = []
  let level = values
  while (isList(level)) {
    shape.push(level.length)
    if (level.length === 0) break
    level = level[0]
  }
  return shape
}

/** The elements in row-major order; a `ShapeError` when the arrays are ragged. */
export function flattenNested(values: NestedInput, shape: Shape): (number | boolean)[] {
  const flat: (number | boolean)[] = []
  const read = (level: NestedInput, axis: number): void => {
    const length = isList(level) ? level.length : -1
    if (length !== (shape[axis] ?? -1)) {
      const found = length < 0 ? 'a single value' : `${length} elements`
      throw new ShapeError(
        `tensor: nested arrays are ragged: at depth ${axis} expected the shape ${formatShape(shape)}, found ${found}`,
      )
    }
    if (!isList(level)) flat.push(level)
    else for (const element of level) read(element, axis + 1)
  }
  read(values, 0)
  return flat
}
