import { describe } from '@handwritten/checks'
import type { TypedArray } from './dtype'
import { ShapeError, ValueError } from './errors'
import { formatShape, type Shape } from './shape'
import { type AnyTypedArray, isTypedArray } from './typed-array'

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

type List = AnyTypedArray | readonly NestedInput[]

function isList(value: unknown): value is List {
  return Array.isArray(value) || isTypedArray(value)
}

/** The shape of nested arrays, read off their first elements. */
export function nestedShape(values: NestedInput): number[] {
  const shape: number[] = []
  let level: unknown = values
  while (isList(level)) {
    shape.push(level.length)
    if (level.length === 0) break
    level = level[0]
  }
  return shape
}

/**
 * The elements in row-major order.
 * @throws ShapeError when the arrays are ragged, ValueError for an element that is no number or boolean.
 */
export function flattenNested(values: NestedInput, shape: Shape): (number | boolean)[] {
  const flat: (number | boolean)[] = []
  const read = (level: unknown, axis: number): void => {
    const length = isList(level) ? level.length : -1
    if (length < 0) checkElement(level)
    if (length !== (shape[axis] ?? -1)) {
      const found = length < 0 ? 'a single value' : `${length} elements`
      throw new ShapeError(
        `tensor: nested arrays are ragged: at depth ${axis} expected the shape ${formatShape(shape)}, found ${found}`,
      )
    }
    if (!isList(level)) flat.push(level as number | boolean)
    else if (isTypedArray(level)) for (let i = 0; i < length; i++) flat.push(Number(level[i]))
    // A loop over indices finds the holes of an array too.
    else for (let i = 0; i < length; i++) read(level[i], axis + 1)
  }
  read(values, 0)
  return flat
}

function checkElement(value: unknown): void {
  if (typeof value === 'number' || typeof value === 'boolean') return
  throw new ValueError(
    `tensor: expected numbers or booleans, in arrays or typed arrays, found ${describe(value)}`,
  )
}
