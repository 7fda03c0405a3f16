import type { DType } from '../../../../core/dtype'
import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import { binaryF32, binaryF64, binaryI32 } from '../../../../generated/kernels/binary'
import { compare, where8, where32, where64 } from '../../../../generated/kernels/compare-select'
import { unaryF32, unaryF64 } from '../../../../generated/kernels/unary'
import type { BinaryOp, UnaryOp } from '../../../backend'
import type { CompiledKernel } from '../../modules/kernel-module'
import type { LoweringContext } from '../tasks/lowering-context'
import { hasAdjacentColumns } from '../tasks/matrix'
import type { Task } from '../tasks/task'
import { alignedCopy } from './aligned-copy'
import { gridOf } from './grid'
import { gridTask } from './grid-task'
import { binaryOps, compareOps, dtypes, unaryOps } from './operation-codes'

type Operands = Readonly<Record<string, Tensor>>

/** out = op(x) */
export function lowerUnary(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [name, x, out] = args as [UnaryOp, Tensor, Tensor]
  const op = unaryOps.indexOf(name)
  const kernel = x.dtype === out.dtype ? unaryKernels[x.dtype] : undefined
  return kernel && op >= 0 ? elementwise(context, kernel, { out, x }, { op }) : null
}

/** out = op(a, b); an operand may be a row, a column or a number that is repeated. */
export function lowerBinary(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [name, a, b, out] = args as [BinaryOp, Tensor, Tensor, Tensor]
  if (a.dtype !== b.dtype) return null
  const comparison = compareOps.indexOf(name)
  if (comparison >= 0) {
    const type = dtypes.indexOf(a.dtype)
    return elementwise(context, compare, { out, a, b }, { op: comparison, type })
  }
  const op = binaryOps.indexOf(name)
  const integer = a.dtype === 'int32' && op <= LAST_OF_INTEGERS ? binaryI32 : undefined
  const kernel = binaryKernels[a.dtype] ?? integer
  if (!kernel || op < 0 || out.dtype !== a.dtype) return null
  return elementwise(context, kernel, { out, a, b }, { op })
}

/** out = condition ? a : b */
export function lowerWhere(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [condition, a, b, out] = args as Tensor[]
  if (a.dtype !== out.dtype || b.dtype !== out.dtype) return null
  const bytes = out.storage.data.BYTES_PER_ELEMENT
  const kernel = bytes === 8 ? where64 : bytes === 4 ? where32 : where8
  return elementwise(context, kernel, { out, condition, a, b })
}

/**
 * A kernel on operands of one shape, of which the first is the output. Those that do not lie on its grid
 * are copied first.
 */
export function elementwise(
  context: LoweringContext,
  kernel: CompiledKernel,
  operands: Operands,
  values: Readonly<Record<string, number>> = {},
): readonly Task[] | null {
  if (operands.out.size === 0) return []
  const whole = gridOf(Object.values(operands))
  if (whole) {
    return hasAdjacentColumns(whole[0])
      ? [gridTask(context, kernel, operands, whole, values)]
      : null
  }
  const { out } = operands
  const copies: Task[] = []
  const aligned = Object.entries(operands).map(([name, tensor]) => {
    if (tensor === out || gridOf([out, tensor])) return [name, tensor] as const
    const { copy, tasks } = alignedCopy(context, tensor, out)
    for (const task of tasks) copies.push(task)
    return [name, copy] as const
  })
  const grid = gridOf(aligned.map(([, tensor]) => tensor))
  if (!grid || !hasAdjacentColumns(grid[0])) return null
  return [...copies, gridTask(context, kernel, Object.fromEntries(aligned), grid, values)]
}

const unaryKernels: { readonly [D in DType]?: CompiledKernel } = {
  float32: unaryF32,
  float64: unaryF64,
}

const binaryKernels: { readonly [D in DType]?: CompiledKernel } = {
  float32: binaryF32,
  float64: binaryF64,
}

const LAST_OF_INTEGERS = binaryOps.indexOf('minimum')
