import { anything, type Check } from '@handwritten/checks'
import { type DType, floatOf, isFloat, promote } from '../core/dtype'
import { DTypeError } from '../core/errors'
import { noTensor, Tensor } from '../core/tensor'
import { full } from '../creation/creation'
import type { Operand } from '../types/options'
import { astype } from './astype'

const integerRange = { uint8: [0, 255], int32: [-(2 ** 31), 2 ** 31 - 1] } as const

/** The dtype of a number beside an array of `like`: the array's own wherever the number fits. */
function numberDType(value: number | boolean, like: DType): DType {
  if (typeof value === 'boolean') return 'bool'
  if (isFloat(like)) return like
  if (!Number.isInteger(value)) return 'float64'
  const fits = (dtype: 'uint8' | 'int32') =>
    value >= integerRange[dtype][0] && value <= integerRange[dtype][1]
  if (like === 'uint8' && fits('uint8')) return 'uint8'
  return fits('int32') ? 'int32' : 'float64'
}

/** Accepts every value: the operation converts it with `toTensor`, which throws a DTypeError. */
export const operandCheck: Check<Operand> = anything()

function checkOperand(operation: string, operand: Operand): void {
  if (operand instanceof Tensor || typeof operand === 'number' || typeof operand === 'boolean') {
    return
  }
  throw new DTypeError(`${operation}: expected a tensor or a number, found ${noTensor(operand)}`)
}

/** The operand as a tensor; a number alone is float32, a boolean bool. */
export function toTensor(operation: string, operand: Operand): Tensor {
  checkOperand(operation, operand)
  return operand instanceof Tensor ? operand : full([], operand)
}

/** Both operands as tensors of the dtype that holds them both. Shapes are left as they are. */
export function promoted(operation: string, a: Operand, b: Operand): [Tensor, Tensor] {
  checkOperand(operation, a)
  checkOperand(operation, b)
  if (a instanceof Tensor && b instanceof Tensor) {
    const dtype = promote(a.dtype, b.dtype)
    return [astype(a, dtype), astype(b, dtype)]
  }
  if (a instanceof Tensor) return promoted(operation, a, beside(a, b))
  if (b instanceof Tensor) return promoted(operation, beside(b, a), b)
  return promoted(operation, full([], a), b)
}

function beside(array: Tensor, value: Operand): Tensor {
  if (value instanceof Tensor) return value
  return full([], value, { dtype: numberDType(value, array.dtype) })
}

/** The tensor as floats: float64 for integers and bool. */
export function asFloat(x: Tensor): Tensor {
  return isFloat(x.dtype) ? x : astype(x, floatOf(x.dtype))
}

/** The tensor as numbers: int32 for bool. */
export function asNumber(x: Tensor): Tensor {
  return x.dtype === 'bool' ? astype(x, 'int32') : x
}

/** `uint8` and `bool` as int32, where results soon leave their range; others as they are. */
export function asWide(x: Tensor): Tensor {
  return isFloat(x.dtype) ? x : astype(x, 'int32')
}
