import { empty } from '../../../../core/empty'
import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import { columnSumsF32, columnSumsF64 } from '../../../../generated/kernels/column-sums'
import { argReduce, reduce, reduceI32, softmax } from '../../../../generated/kernels/reduce'
import type { ArgReduceOp, ReduceOp } from '../../../backend'
import type { LoweringContext } from '../tasks/lowering-context'
import { type Instruction, instruction, type Place, type Task } from '../tasks/task'
import { lowerCopy } from './copy-fill'
import { dtypes, reduceOps } from './operation-codes'
import {
  asStridedAxis,
  type Reduction,
  reductionOf,
  reductionTask,
  rowMajorCopy,
  type StridedAxis,
} from './reduction'
import { runSums } from './run-sums'

/** Reductions of floats and integers over any axes. */
export function lowerReduce(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [op, x, out] = args as [ReduceOp, Tensor, Tensor]
  if (out.dtype === 'bool' || out.dtype === 'uint8') return null
  if (x.dtype !== out.dtype) {
    const whole = empty(x.shape, out.dtype)
    const rest = lowerReduce(context, [op, whole, out])
    return rest && [...(lowerCopy(context, [x, whole]) as Task[]), ...rest]
  }
  const isReduced = (axis: number) => x.shape[axis] !== out.shape[axis]
  const target = asStridedAxis(out, (axis) => !isReduced(axis))
  if (!target) return null
  const runs = op === 'sum' ? runSums(context, x, out, isReduced) : null
  if (runs) return [runs]
  const lines = reductionOf(context, x, isReduced)
  const isInteger = x.dtype === 'int32'
  const values = { op: reduceOps.indexOf(op), type: dtypes.indexOf(x.dtype), outStep: target.step }
  const task = reductionTask(context, lines, out, (places, begin, end) => {
    if (op === 'sum' && !isInteger) return columnSums(lines, out, target, places, begin, end)
    const args = { ...values, ...common(lines, places), begin, end }
    return isInteger ? instruction(reduceI32, args) : instruction(reduce, args)
  })
  return [...lines.tasks, task]
}

function columnSums(
  { inner, kept }: Reduction,
  { dtype }: Tensor,
  target: StridedAxis,
  { x, out }: { x: Place; out: Place },
  columnBegin: number,
  columnEnd: number,
): Instruction {
  return instruction(dtype === 'float32' ? columnSumsF32 : columnSumsF64, {
    x,
    xRow: inner.step,
    xColumn: kept.step,
    rows: inner.length,
    out,
    outStep: target.step,
    columnBegin,
    columnEnd,
  })
}

/** The first position of the maximum or minimum along an axis. */
export function lowerArgReduce(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [op, x, axis, out] = args as [ArgReduceOp, Tensor, number, Tensor]
  const target = asStridedAxis(out, (other) => other !== axis)
  if (!target) return null
  const lines = reductionOf(context, x, (other) => other === axis)
  const sign = op === 'argmax' ? 1 : -1
  const values = { sign, type: dtypes.indexOf(x.dtype), outStep: target.step }
  const task = reductionTask(context, lines, out, (places, begin, end) =>
    instruction(argReduce, { ...values, ...common(lines, places), begin, end }),
  )
  return [...lines.tasks, task]
}

/** Softmax along an axis, or its logarithm. */
function softmaxLowering(
  isLog: 0 | 1,
): (context: LoweringContext, args: KernelArguments) => readonly Task[] | null {
  return (context, args) => {
    const [x, axis, out] = args as [Tensor, number, Tensor]
    if (x.dtype !== out.dtype) return null
    const [lines, target] = [x, out].map((tensor) => ({
      inner: asStridedAxis(tensor, (other) => other === axis),
      kept: asStridedAxis(tensor, (other) => other !== axis),
    }))
    if (!lines.inner || !lines.kept || !target.inner || !target.kept) {
      const axes = [...x.shape.keys()].filter((other) => other !== axis)
      const { copy, task, back } = rowMajorCopy(context, x, [...axes, axis])
      const rest = softmaxLowering(isLog)(context, [copy, x.ndim - 1, copy])
      return rest && [task, ...rest, back(out)]
    }
    const source = { tensor: x, inner: lines.inner, kept: lines.kept, tasks: [] }
    const [outLine, outStep] = [target.kept.step, target.inner.step]
    const values = { isLog, type: dtypes.indexOf(x.dtype), outLine, outStep }
    return [
      reductionTask(context, source, out, (places, begin, end) =>
        instruction(softmax, { ...values, ...common(source, places), begin, end }),
      ),
    ]
  }
}

export const lowerSoftmax = /* @__PURE__ */ softmaxLowering(0)
export const lowerLogSoftmax = /* @__PURE__ */ softmaxLowering(1)

/** What the kernels on lines have in common. */
function common({ inner, kept }: Reduction, places: { x: Place; out: Place }) {
  return { ...places, xLine: kept.step, xStep: inner.step, count: inner.length }
}
