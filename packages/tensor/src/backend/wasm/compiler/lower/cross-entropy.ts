import { IndexError } from '../../../../core/errors'
import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import {
  crossEntropyGradientF32,
  crossEntropyMeanF32,
  crossEntropyRowsF32,
} from '../../../../generated/kernels/cross-entropy'
import { partitionRows, rowRange, rowShare } from '../partition/row-partition'
import { type LoweringContext, placeOf, wholesOf } from '../tasks/lowering-context'
import { hasAdjacentColumns, matrixOf } from '../tasks/matrix'
import { type Block, instruction, isLast, LAST, type Place, type Task } from '../tasks/task'

/** Losses and hits row by row, then their mean and number by one thread, in the order of the rows. */
export function lowerCrossEntropy(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [logits, labels, smoothing, loss, correct, probabilities] = args as [
    Tensor,
    Tensor,
    number,
    Tensor,
    Tensor,
    Tensor,
  ]
  if (!areRows([logits, probabilities], labels)) return null
  const [n, classes] = logits.shape
  const split = partitionRows(n, context.threads)
  const losses = context.temporary(4 * n)
  const hits = context.temporary(4 * n)
  const rowwise = (block: Block) => ({ block, share: `${n} rows` })
  const access = (tensor: Tensor) => ({
    block: context.blockOf(tensor),
    share: rowShare(split, tensor, matrixOf(tensor)),
  })
  const common = {
    logits: placeOf(context, logits),
    logitsRow: logits.strides[0],
    labels: placeOf(context, labels),
    classes,
    smoothing,
    probabilities: placeOf(context, probabilities),
    probabilitiesRow: probabilities.strides[0],
    losses: start(losses),
    hits: start(hits),
  }
  const rows: Task = {
    reads: [access(logits), ...wholesOf(context, [labels])],
    writes: [access(probabilities), rowwise(losses), rowwise(hits)],
    instructions(thread) {
      const [rowBegin, rowEnd] = rowRange(split, thread)
      if (rowBegin === rowEnd) return []
      return [instruction(crossEntropyRowsF32, { ...common, rowBegin, rowEnd })]
    },
  }
  const results = { loss: placeOf(context, loss), correct: placeOf(context, correct) }
  const mean: Task = {
    reads: [losses, hits].map((block) => ({ block, share: LAST })),
    writes: [loss, correct].map((tensor) => ({ block: context.blockOf(tensor), share: LAST })),
    verify: () => checkLabels(correct, classes),
    instructions: (thread) =>
      isLast(thread, context.threads)
        ? [
            instruction(crossEntropyMeanF32, {
              losses: start(losses),
              hits: start(hits),
              count: n,
              ...results,
            }),
          ]
        : [],
  }
  return [rows, mean]
}

/** out = (probabilities - target) * upstream / n, row by row. */
export function lowerCrossEntropyGradient(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [probabilities, labels, smoothing, upstream, out] = args as [
    Tensor,
    Tensor,
    number,
    Tensor,
    Tensor,
  ]
  if (!areRows([probabilities, out], labels) || upstream.dtype !== 'float32') return null
  const [count, classes] = probabilities.shape
  const split = partitionRows(count, context.threads)
  const access = (tensor: Tensor) => ({
    block: context.blockOf(tensor),
    share: rowShare(split, tensor, matrixOf(tensor)),
  })
  const common = {
    probabilities: placeOf(context, probabilities),
    probabilitiesRow: probabilities.strides[0],
    labels: placeOf(context, labels),
    classes,
    count,
    smoothing,
    upstream: placeOf(context, upstream),
    out: placeOf(context, out),
    outRow: out.strides[0],
  }
  return [
    {
      reads: [access(probabilities), ...wholesOf(context, [labels, upstream])],
      writes: [access(out)],
      instructions(thread) {
        const [rowBegin, rowEnd] = rowRange(split, thread)
        if (rowBegin === rowEnd) return []
        return [instruction(crossEntropyGradientF32, { ...common, rowBegin, rowEnd })]
      },
    },
  ]
}

function areRows(matrices: readonly Tensor[], labels: Tensor): boolean {
  const isDense = labels.size <= 1 || labels.strides[0] === 1
  return isDense && matrices.every((t) => t.dtype === 'float32' && hasAdjacentColumns(matrixOf(t)))
}

function start(block: Block): Place {
  return { block, offset: 0 }
}

/** The kernels leave a negative count where a label names no class. */
function checkLabels(correct: Tensor, classes: number): void {
  if (correct.data[correct.offset] >= 0) return
  throw new IndexError(`softmaxCrossEntropy: a label is out of range for ${classes} classes`)
}
