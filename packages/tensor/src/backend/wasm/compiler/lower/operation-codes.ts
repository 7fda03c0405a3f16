import type { DType } from '../../../../core/dtype'
import type { BinaryOp, ReduceOp, UnaryOp } from '../../../backend'

/*
 * Kernels know an operation by its place in these lists, and a dtype likewise (assembly/unary.ts, binary.ts,
 * compare-select.ts, reduce.ts).
 */

/** Operations on floats that give the same float. */
export const unaryOps: readonly UnaryOp[] = [
  ...(['relu', 'negative', 'sqrt', 'abs', 'square', 'reciprocal', 'rsqrt', 'sign'] as const),
  ...(['floor', 'ceil', 'trunc', 'round'] as const),
  ...(['exp', 'log', 'tanh', 'expm1', 'log1p', 'erf', 'sigmoid', 'softplus'] as const),
  ...(['log2', 'log10', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh'] as const),
  ...(['asinh', 'acosh', 'atanh'] as const),
]

/** Operations on two numbers of one type that give that type; integers have those up to `minimum`. */
export const binaryOps: readonly BinaryOp[] = [
  ...(['add', 'subtract', 'multiply', 'maximum', 'minimum'] as const),
  ...(['divide', 'reluGradient', 'pow', 'atan2'] as const),
]

/** Operations on two numbers of one type that give a bool. */
export const compareOps: readonly BinaryOp[] = [
  ...(['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'] as const),
  ...(['logicalAnd', 'logicalOr', 'logicalXor'] as const),
]

/** Reductions of lines; `sum` is that of integers. */
export const reduceOps: readonly ReduceOp[] = ['prod', 'max', 'min', 'logSumExp', 'sum']

export const dtypes: readonly DType[] = ['float32', 'float64', 'int32', 'uint8', 'bool']
