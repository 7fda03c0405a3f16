import type { KernelArguments } from '../../../../core/kernel-argument'
import { isContiguous } from '../../../../core/layout'
import type { Tensor } from '../../../../core/tensor'
import { advance, random, randomBits } from '../../../../generated/kernels/random'
import type { Distribution } from '../../../backend'
import { partitionGrid } from '../partition/grid-partition'
import { type LoweringContext, placeOf } from '../tasks/lowering-context'
import { matrixOf } from '../tasks/matrix'
import { ALL, type Instruction, instruction, isLast, LAST, type Task } from '../tasks/task'
import { dtypes } from './operation-codes'

/** Random numbers side by side, then the counter's step by one thread. */
export function lowerRandom(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [distribution, state, out] = args as [Distribution, Tensor, Tensor]
  if (!isContiguous(out) || state.strides[0] !== 1) return null
  const line = { rows: 1, columns: out.size, rowStride: 0, columnStride: 1, offset: out.offset }
  const isMatrix = out.ndim === 2 && out.shape[0] >= 4 * context.threads
  const grid = isMatrix ? matrixOf(out) : line
  const split = partitionGrid(grid, context.threads)
  const [block, states] = [context.blockOf(out), context.blockOf(state)]
  const fill: Task = {
    reads: [{ block: states, share: ALL }],
    writes: [{ block, share: split.share(out, grid) }],
    instructions(thread) {
      const range = split.range(thread)
      if (range === null) return []
      const begin = range.rowBegin * grid.columns + range.columnBegin
      const end = (range.rowEnd - 1) * grid.columns + range.columnEnd
      const common = { state: placeOf(context, state), out: placeOf(context, out), begin, end }
      return [drawing(distribution, out, common)]
    },
  }
  const blocks = Math.ceil(out.size / (distribution === 'bits' ? 4 : 2))
  const step: Task = {
    reads: [{ block: states, share: LAST }],
    writes: [{ block: states, share: LAST }],
    instructions: (thread) =>
      isLast(thread, context.threads)
        ? [instruction(advance, { state: placeOf(context, state), blocks })]
        : [],
  }
  return [fill, step]
}

function drawing(
  name: Distribution,
  { dtype }: Tensor,
  common: {
    state: ReturnType<typeof placeOf>
    out: ReturnType<typeof placeOf>
    begin: number
    end: number
  },
): Instruction {
  if (name === 'bits') return instruction(randomBits, common)
  const distribution = name === 'uniform' ? 0 : 1
  return instruction(random, { distribution, type: dtypes.indexOf(dtype), ...common })
}
