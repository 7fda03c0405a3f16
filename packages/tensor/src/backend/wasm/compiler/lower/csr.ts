import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import { csrToCsc, toCsrU8 } from '../../../../generated/kernels/csr'
import { splitRange } from '../partition/split-range'
import { type LoweringContext, placeOf, wholesOf } from '../tasks/lowering-context'
import { hasAdjacentColumns, matrixOf } from '../tasks/matrix'
import { instruction, type Task } from '../tasks/task'
import { checkIndices } from './check-indices'

/** Rows and columns are split in multiples of these. */
const ROW_GRAIN = 4
const COLUMN_GRAIN = 8

/** The CSR form of a batch of bytes, split by rows. */
export function lowerToCsr(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [source, rows, background, scale, entries, ranges] = args as [
    source: Tensor,
    rows: Tensor,
    background: number,
    scale: number,
    entries: Tensor,
    ranges: Tensor,
  ]
  if (source.dtype !== 'uint8' || !hasAdjacentColumns(matrixOf(source))) return null
  if ((rows.size > 1 && rows.strides[0] !== 1) || !context.isKnown(rows)) return null
  const common = {
    source: placeOf(context, source),
    sourceRow: source.strides[0],
    rows: placeOf(context, rows),
    columns: source.shape[1],
    background,
    scale,
    entries: placeOf(context, entries),
    ranges: placeOf(context, ranges),
  }
  return [
    {
      reads: wholesOf(context, [source, rows]),
      writes: wholesOf(context, [entries, ranges]),
      check: () => checkIndices('gatherRows', rows, 0, source.shape[0]),
      instructions(thread) {
        const [rowBegin, rowEnd] = splitRange(rows.size, thread, context.threads, ROW_GRAIN)
        if (rowBegin === rowEnd) return []
        return [instruction(toCsrU8, { ...common, rowBegin, rowEnd })]
      },
    },
  ]
}

/** The CSC form of a batch in CSR form, split by columns. */
export function lowerCsrToCsc(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [rowEntries, rowRanges, entries, ranges] = args as Tensor[]
  const [count, capacity] = entries.shape
  const common = {
    rowEntries: placeOf(context, rowEntries),
    rowRanges: placeOf(context, rowRanges),
    rowCount: rowRanges.shape[0],
    entries: placeOf(context, entries),
    capacity,
    ranges: placeOf(context, ranges),
  }
  return [
    {
      reads: wholesOf(context, [rowEntries, rowRanges]),
      writes: wholesOf(context, [entries, ranges]),
      instructions(thread) {
        const [columnBegin, columnEnd] = splitRange(count, thread, context.threads, COLUMN_GRAIN)
        if (columnBegin === columnEnd) return []
        return [instruction(csrToCsc, { ...common, columnBegin, columnEnd })]
      },
    },
  ]
}
