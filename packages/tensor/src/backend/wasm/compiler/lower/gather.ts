import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import { gatherRowsF32, gatherRowsU8F32, takeRows32 } from '../../../../generated/kernels/gather'
import { partitionRows, rowRange, rowShare } from '../partition/row-partition'
import { type LoweringContext, placeOf, wholesOf } from '../tasks/lowering-context'
import { hasAdjacentColumns, type Matrix, matrixOf } from '../tasks/matrix'
import { type Instruction, instruction, type Task } from '../tasks/task'
import { checkIndices } from './check-indices'
import { lowerTakeByIndex } from './take-along-axis'

/** Bytes of the list of a byte's 256 results (assembly/gather.ts). */
const BYTE_RESULTS = 1024

/** out [m, k] = source [n, k] at rows int32 [m], times scale plus shift. */
export function lowerGatherRows(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [source, rows, scale, shift, out] = args as [Tensor, Tensor, number, number, Tensor]
  const isByte = source.dtype === 'uint8'
  if (out.dtype !== 'float32' || (!isByte && source.dtype !== 'float32')) return null
  const scratch = isByte ? context.scratch(BYTE_RESULTS) : []
  const task = rowsTask(context, 'gatherRows', source, rows, out, 0, (common, thread) =>
    isByte
      ? instruction(gatherRowsU8F32, {
          ...common,
          scale,
          shift,
          scratch: { block: scratch[thread], offset: 0 },
        })
      : instruction(gatherRowsF32, { ...common, scale, shift }),
  )
  return task && [{ ...task, scratch }]
}

/** out = x at indices int32 [m] along an axis: as whole rows where that can be. */
export function lowerTake(context: LoweringContext, args: KernelArguments): readonly Task[] | null {
  const [x, indices, axis, out] = args as [Tensor, Tensor, number, Tensor]
  const count = x.shape[0]
  const areRows = axis === 0 && (x.dtype === 'float32' || x.dtype === 'int32')
  const task =
    areRows &&
    rowsTask(context, 'take', x, indices, out, -count, (common) =>
      instruction(takeRows32, { ...common, count }),
    )
  return task ? [task] : lowerTakeByIndex(context, args)
}

type Common = Readonly<
  Record<'table' | 'rows' | 'out', ReturnType<typeof placeOf>> &
    Record<'tableRow' | 'columns' | 'outRow' | 'rowBegin' | 'rowEnd', number>
>

/** One row of `out` for each row number, which must be from `lowest` to the size of the table - 1. */
function rowsTask(
  context: LoweringContext,
  operation: string,
  table: Tensor,
  rows: Tensor,
  out: Tensor,
  lowest: number,
  instructionOf: (common: Common, thread: number) => Instruction,
): Task | null {
  const [from, to] = [rowMatrix(table), rowMatrix(out)]
  if (from === null || to === null || !context.isKnown(rows)) return null
  if (rows.size > 1 && rows.strides[0] !== 1) return null
  const split = partitionRows(to.rows, context.threads)
  const shared = {
    table: placeOf(context, table),
    tableRow: from.rowStride,
    rows: placeOf(context, rows),
    columns: to.columns,
    out: placeOf(context, out),
    outRow: to.rowStride,
  }
  return {
    reads: wholesOf(context, [table, rows]),
    writes: [{ block: context.blockOf(out), share: rowShare(split, out, to) }],
    check: () => checkIndices(operation, rows, lowest, table.shape[0]),
    instructions(thread) {
      const [rowBegin, rowEnd] = rowRange(split, thread)
      return rowBegin < rowEnd ? [instructionOf({ ...shared, rowBegin, rowEnd }, thread)] : []
    },
  }
}

/** A tensor of one or two axes as rows of adjacent elements. */
function rowMatrix(tensor: Tensor): Matrix | null {
  if (tensor.ndim === 1) {
    const [rows] = tensor.shape
    const { strides, offset } = tensor
    return { rows, columns: 1, rowStride: strides[0], columnStride: 1, offset }
  }
  const matrix = tensor.ndim === 2 ? matrixOf(tensor) : null
  return matrix && hasAdjacentColumns(matrix) ? matrix : null
}
