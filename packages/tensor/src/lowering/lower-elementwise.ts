import { reference } from '../backend/reference/reference'
import { empty } from '../empty'
import { type KernelArguments, signatures } from '../generated/kernels'
import { isDense } from '../layout'
import type { Call } from '../program/trace'
import type { Tensor } from '../tensor'
import type { Context } from './context'
import { gridOf } from './grid'
import { gridTask } from './grid-task'
import { hasAdjacentColumns } from './matrix'
import { ALL, type HostTask, type Task } from './task'

type KernelOf = keyof KernelArguments

/** Kernels that are named otherwise than the operation. */
const otherNames: Readonly<Record<string, string>> = { reluGradient: 'mask' }

/** Operations whose kernels approximate: all layouts must go through them, to have the same bits. */
const approximated: ReadonlySet<string> = new Set(['exp', 'log', 'tanh'])

/** out = op(x) */
export function lowerUnary(
  context: Context,
  args: Call['args'],
): readonly (Task | HostTask)[] | null {
  const [op, x, out] = args as [string, Tensor, Tensor]
  const kernel = kernelFor(op, [x, out])
  if (!kernel) return null
  const grid = gridOf([out, x])
  if (grid?.every(hasAdjacentColumns)) return [gridTask(context, kernel, { out, x }, grid)]
  if (!approximated.has(op) || isDense(x)) return null
  const dense = empty(x.shape, x.dtype)
  const rest = lowerUnary(context, [op, dense, out])
  return rest && [hostCopy(context, x, dense), ...rest]
}

function hostCopy(context: Context, x: Tensor, out: Tensor): HostTask {
  return {
    reads: [{ block: context.blockOf(x), share: ALL }],
    writes: [{ block: context.blockOf(out), share: ALL }],
    run: () => reference.copy(x, out),
  }
}

/** out = op(a, b); an operand may be a row or a number that is repeated. */
export function lowerBinary(context: Context, args: Call['args']): readonly Task[] | null {
  const [op, a, b, out] = args as [string, Tensor, Tensor, Tensor]
  const kernel = kernelFor(op, [a, b, out])
  const grid = kernel && gridOf([out, a, b])
  if (!kernel || !grid || !hasAdjacentColumns(grid[0])) return null
  if (!grid.every((matrix) => hasAdjacentColumns(matrix) || matrix.columnStride === 0)) return null
  return [gridTask(context, kernel, { out, a, b }, grid)]
}

function kernelFor(op: string, tensors: readonly Tensor[]): KernelOf | null {
  const [{ dtype }] = tensors
  if ((dtype !== 'float32' && dtype !== 'float64') || tensors.some((t) => t.dtype !== dtype))
    return null
  const name = `${otherNames[op] ?? op}${dtype === 'float32' ? 'F32' : 'F64'}`
  return name in signatures ? (name as KernelOf) : null
}
