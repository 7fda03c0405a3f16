import { Tensor } from '@handwritten/tensor'
import { OptionError } from './errors'

export function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor
}

/** @throws OptionError unless `values` is an array of tensors */
export function requireTensors(name: string, values: unknown): void {
  const found = Array.isArray(values) ? values.find((value) => !isTensor(value)) : values
  if (Array.isArray(values) && values.every(isTensor)) return
  throw new OptionError(`${name} must be an array of tensors, but ${describe(found)} was given`)
}

const TENSOR_BRAND = Symbol.for('@handwritten/tensor: Tensor')

/** A value in a few words for an error message: its class, or itself where that is short. */
export function describe(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (TENSOR_BRAND in value) return 'a tensor of another copy of @handwritten/tensor'
  const name = value.constructor?.name ?? 'object'
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`
}
