import { anything, count, finite, integer, optional, options } from '@handwritten/checks'
import { checkCall, checkDType } from '../core/check-call'
import { dtypeCheck } from '../core/checks'
import { allocate, type DType } from '../core/dtype'
import { ValueError } from '../core/errors'
import { checkShape, isCount } from '../core/shape'
import { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import { type CreationOptions, creationOptions, tensor } from './creation'

export interface RangeOptions<D extends DType> extends CreationOptions<D> {
  /** Default 1; may be negative or a fraction, not 0. */
  step?: number
}

const arangeArguments = {
  start: finite,
  stop: optional(finite),
  options: optional(options<RangeOptions<DType>>({ step: finite, dtype: dtypeCheck })),
}

/**
 * `start`, `start + step`, ... as long as it lies before `stop`: ceil((stop - start) / step) values.
 * With one number, from 0 up to it.
 */
export function arange<D extends DType = 'float32'>(
  start: number,
  stop?: number,
  options: RangeOptions<D> = {},
): Tensor<D, [number]> {
  checkCall('arange', arguments, arangeArguments)
  const [first, end] = stop === undefined ? [0, start] : [start, stop]
  const { step = 1, dtype = 'float32' as D } = options
  const count = Math.ceil((end - first) / step)
  if (step === 0 || !Number.isFinite(count)) {
    throw new ValueError(
      `arange: expected finite bounds and a step other than 0, found ${first} to ${end} by ${step}`,
    )
  }
  return tensor(
    Array.from({ length: Math.max(0, count) }, (_, i) => first + i * step),
    { dtype },
  )
}

const linspaceArguments = { start: finite, stop: finite, count, options: optional(creationOptions) }

/** `count` values evenly spaced from `start` to `stop`, both included. */
export function linspace<const N extends number, D extends DType = 'float32'>(
  start: number,
  stop: number,
  count: N,
  options?: CreationOptions<D>,
): Tensor<D, [N]>
export function linspace(
  start: number,
  stop: number,
  count: number,
  options: CreationOptions<DType> = {},
): Tensor {
  checkCall('linspace', arguments, linspaceArguments)
  if (!isCount(count)) {
    throw new ValueError(`linspace: expected a whole count from 0, found ${count}`)
  }
  const step = (stop - start) / (count - 1)
  const value = (_: unknown, i: number) => (i === count - 1 && i > 0 ? stop : start + i * step)
  const values = count === 1 ? [start] : Array.from({ length: count }, value)
  return tensor(values, { dtype: options.dtype ?? 'float32' })
}

export interface EyeOptions<D extends DType> extends CreationOptions<D> {
  /** Which diagonal is 1: 0 the main one, positive above it, negative below. Default 0. */
  k?: number
}

const eyeArguments = {
  rows: anything(),
  columns: anything(),
  options: optional(options<EyeOptions<DType>>({ dtype: dtypeCheck, k: integer })),
}

/** A matrix with ones on a diagonal and zeros elsewhere. */
export function eye<
  const N extends number,
  const M extends number = N,
  D extends DType = 'float32',
>(rows: N, columns?: M, options?: EyeOptions<D>): Tensor<D, [N, M]>
export function eye(rows: number, columns: number = rows, options: EyeOptions<DType> = {}): Tensor {
  checkCall('eye', arguments, eyeArguments)
  const { k = 0, dtype = 'float32' } = options
  checkShape('eye', [rows, columns])
  checkDType('eye', dtype)
  const data = allocate(dtype, rows * columns)
  for (let row = Math.max(0, -k); row < rows && row + k < columns; row++) {
    data[row * columns + row + k] = 1
  }
  return new Tensor(new Storage(data, dtype), [rows, columns])
}
