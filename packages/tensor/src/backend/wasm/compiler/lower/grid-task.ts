import type { Tensor } from '../../../../core/tensor'
import type { CompiledKernel } from '../../modules/kernel-module'
import { partitionGrid } from '../partition/grid-partition'
import { type LoweringContext, placeAt } from '../tasks/lowering-context'
import type { Matrix } from '../tasks/matrix'
import type { Access, Place, Task } from '../tasks/task'

/**
 * A kernel that works element by element on operands of one size, which it calls `name`, `nameRow` and
 * `nameStep`. The first operand is the output.
 */
export function gridTask(
  context: LoweringContext,
  kernel: CompiledKernel,
  operands: Readonly<Record<string, Tensor>>,
  grid: readonly Matrix[],
  values: Readonly<Record<string, number>> = {},
): Task {
  const split = partitionGrid(grid[0], context.threads)
  const common: Record<string, number | Place> = { ...values }
  const accesses: Access[] = Object.entries(operands).map(([name, tensor], i) => {
    const matrix = grid[i]
    common[name] = placeAt(context, tensor, matrix.offset)
    common[`${name}Row`] = matrix.rowStride
    common[`${name}Step`] = matrix.columnStride
    return { block: context.blockOf(tensor), share: split.share(tensor, matrix) }
  })
  return {
    reads: accesses.slice(1),
    writes: accesses.slice(0, 1),
    instructions(thread) {
      const range = split.range(thread)
      return range === null ? [] : [{ kernel, args: { ...common, ...range } }]
    },
  }
}
