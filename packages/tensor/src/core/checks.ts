import {
  anything,
  type Check,
  check,
  describe,
  either,
  isPlainObject,
  listOf,
  oneOf,
  string,
} from '@handwritten/checks'
import type { DType, FloatDType } from './dtype'
import type { Axes, Shape } from './shape'
import { noTensor, Tensor } from './tensor'

/** Accepts the tensors of this copy of the package. */
export const tensorCheck: Check<Tensor> = (value, name) =>
  value instanceof Tensor ? undefined : `${name}: expected a tensor, found ${noTensor(value)}`

/** The parameters of an operation on one tensor without options. */
export const tensorArguments = { x: tensorCheck }

/** A number or a boolean; NaN is allowed. */
export const scalarCheck: Check<number | boolean> = check(
  'a number or a boolean',
  (value) => typeof value === 'number' || typeof value === 'boolean',
)

/** Accepts every number: `normalizeAxis` throws an AxisError for those that are no axis. */
export const axisCheck: Check<number> = check('an axis', (value) => typeof value === 'number')

/** An axis or a list of axes. */
export const axesCheck: Check<Axes> = either(axisCheck, listOf(axisCheck))

/** Two numbers. */
export const pairCheck: Check<readonly [number, number]> = check(
  'an array of two integers',
  (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger),
)

/** Accepts a shape and everything else: the operation calls `checkShape`, which throws a ShapeError. */
export const shapeCheck: Check<Shape> = anything()

/** Accepts a dtype and everything else: the operation calls `checkDType`, which throws a DTypeError. */
export const dtypeCheck: Check<DType> = anything()

export const floatDTypeCheck: Check<FloatDType> = oneOf('float32', 'float64')

/** An array of names. */
export const namesCheck: Check<readonly string[]> = listOf(string)

/** An object of tensors by name. */
export const tensorsCheck: Check<Readonly<Record<string, Tensor>>> = recordOf(tensorCheck)

/** An object of strings by name. */
export const textsCheck: Check<Readonly<Record<string, string>>> = recordOf(string)

/* @__NO_SIDE_EFFECTS__ */ function recordOf<T>(
  inner: Check<T>,
): Check<Readonly<Record<string, T>>> {
  return (value, name) => {
    if (!isPlainObject(value)) return `${name}: expected an object, found ${describe(value)}`
    for (const [key, element] of Object.entries(value)) {
      const problem = inner(element, `${name}['${key}']`)
      if (problem !== undefined) return problem
    }
    return undefined
  }
}
