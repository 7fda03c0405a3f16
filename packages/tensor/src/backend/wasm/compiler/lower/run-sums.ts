import { coalesceAxes } from '../../../../core/coalesce-axes'
import type { Tensor } from '../../../../core/tensor'
import { runSumsF32 } from '../../../../generated/kernels/column-sums'
import { splitRange } from '../partition/split-range'
import { type LoweringContext, placeOf, wholesOf } from '../tasks/lowering-context'
import { instruction, type Task } from '../tasks/task'
import { asStridedAxis } from './reduction'

/**
 * Sums of float32 that are adjacent for each place of the result, but not in row-major order, such as those over
 * all axes but the channels of pictures with an adjacent batch axis. Null where they are not.
 */
export function runSums(
  context: LoweringContext,
  x: Tensor,
  out: Tensor,
  isReduced: (axis: number) => boolean,
): Task | null {
  if (x.dtype !== 'float32' || x.size === 0 || asStridedAxis(x, isReduced)) return null
  const byMemory = [...x.shape.keys()].sort((a, b) => x.strides[b] - x.strides[a])
  const [run, ...more] = coalesceAxes([x], byMemory.filter(isReduced))
  const kept = asStridedAxis(x, (axis) => !isReduced(axis))
  const target = asStridedAxis(out, (axis) => !isReduced(axis))
  if (kept === null || target === null || more.length > 0 || run.strides[0] !== 1) return null
  const common = {
    x: placeOf(context, x),
    runStep: kept.step,
    count: run.length,
    out: placeOf(context, out),
    outStep: target.step,
  }
  return {
    reads: wholesOf(context, [x]),
    writes: wholesOf(context, [out]),
    instructions(thread) {
      const [begin, end] = splitRange(kept.length, thread, context.threads, 1)
      return begin < end ? [instruction(runSumsF32, { ...common, begin, end })] : []
    },
  }
}
