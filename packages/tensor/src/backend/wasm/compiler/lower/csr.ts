import type { Call } from '../../../../capture/trace'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import { splitRange } from '../partition/split-range'
import { type Context, placeAt, placeOf, wholesOf } from '../tasks/lowering-context'
import { hasAdjacentColumns, type Matrix, matrixOf } from '../tasks/matrix'
import type { Instruction, Task } from '../tasks/task'
import { checkIndices } from './check-indices'
import { csrMatmulScratch } from './csr-scratch'
import { Epilogue } from './epilogue'

/** Rows and columns are split in multiples of these. */
const ROW_GRAIN = 4
const COLUMN_GRAIN = 8
/** Columns that a panel of a list product holds. */
const PANEL_COLUMNS = 32

/** The CSR form of a batch of bytes, split by rows. */
export function lowerToCsr(context: Context, args: Call['args']): readonly Task[] | null {
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
        return [{ kernel: 'toCsrU8', args: { ...common, rowBegin, rowEnd } }]
      },
    },
  ]
}

/** The CSC form of a batch in CSR form, split by columns. */
export function lowerCsrToCsc(context: Context, args: Call['args']): readonly Task[] | null {
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
        return [{ kernel: 'csrToCsc', args: { ...common, columnBegin, columnEnd } }]
      },
    },
  ]
}

/** What becomes of a finished sum; `rate` is a float64 tensor that begins with the learning rate. */
export type CsrEpilogue =
  | { readonly epilogue: 'store' | 'relu' }
  | { readonly epilogue: 'descend'; readonly rate: Tensor }

export function lowerCsrMatmul(context: Context, args: Call['args']): readonly Task[] | null {
  const activation = args[5]
  const out = args[6] as Tensor
  const epilogue = activation === 'relu' ? 'relu' : 'store'
  const task = csrMatmulTask(context, args, out, matrixOf(out), { epilogue })
  return task && [task]
}

/** finish(X M + bias), where `out` has the size of the product and may be memory that descends. */
export function csrMatmulTask(
  context: Context,
  args: Call['args'],
  target: Tensor,
  out: Matrix,
  finish: CsrEpilogue,
): Task | null {
  const [entries, ranges, matrix, background, bias] = args as [
    Tensor,
    Tensor,
    Tensor,
    number,
    Tensor | null,
  ]
  const m = matrixOf(matrix)
  if (!hasAdjacentColumns(m) || !hasAdjacentColumns(out)) return null
  if (bias !== null && bias.size > 1 && bias.strides[0] !== 1) return null
  const { threads } = context
  const rate = 'rate' in finish ? finish.rate : null
  const scratch = context.scratch(csrMatmulScratch(m.rows))
  const isClaimed = threads > 1 && out.columns >= PANEL_COLUMNS * threads
  const claims = isClaimed ? placeOf(context, claimsOf(out, threads)) : 0
  const common = {
    entries: placeOf(context, entries),
    ranges: placeOf(context, ranges),
    matrix: placeOf(context, matrix),
    matrixRow: m.rowStride,
    depth: m.rows,
    background,
    bias: bias === null ? 0 : placeOf(context, bias),
    out: placeAt(context, target, out.offset),
    outRow: out.rowStride,
    epilogue: Epilogue[finish.epilogue],
    rate: rate === null ? 0 : placeOf(context, rate),
    columnBegin: 0,
    columnEnd: out.columns,
    claims,
    threads,
  }
  const written = wholesOf(context, [target])
  const others = [entries, ranges, matrix, ...(bias ? [bias] : []), ...(rate ? [rate] : [])]
  return {
    reads: [...wholesOf(context, others), ...(rate ? written : [])],
    writes: written,
    scratch,
    instructions(thread): readonly Instruction[] {
      const [rowBegin, rowEnd] = isClaimed
        ? [0, out.rows]
        : splitRange(out.rows, thread, threads, ROW_GRAIN)
      if (rowBegin === rowEnd) return []
      const own = { rowBegin, rowEnd, thread, scratch: { block: scratch[thread], offset: 0 } }
      return [{ kernel: 'csrMatmulF32', args: { ...common, ...own } }]
    },
  }
}

/** Where threads claim columns: a cache line for each, then a word for each panel; see assembly/csr-matmul.ts. */
function claimsOf({ columns }: Matrix, threads: number): Tensor {
  const words = 16 * threads + Math.ceil(columns / PANEL_COLUMNS)
  return new Tensor(Storage.allocate('int32', words), [words])
}
