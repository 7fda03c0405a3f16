import type { Tensor } from '../../../../core/tensor'
import { partitionRows, type RowPartition, rowRange, rowShare } from '../partition/row-partition'
import { splitRange } from '../partition/split-range'
import { type Context, placeAt, placeOf, wholesOf } from '../tasks/lowering-context'
import { hasAdjacentColumns, type Matrix, transposed } from '../tasks/matrix'
import type { Access, Instruction, Place, Task } from '../tasks/task'
import { Epilogue, matmulScratch } from './epilogue'

/** A matrix of a tensor. */
export interface MatrixOf {
  readonly tensor: Tensor
  readonly matrix: Matrix
}

/** What becomes of a finished sum; see `Epilogue`. */
export type Finish =
  | { readonly epilogue: 'store' | 'accumulate' | 'relu' }
  /** `bias` holds one number a column, adjacent. */
  | { readonly epilogue: 'add' | 'addRelu'; readonly bias: Tensor }
  /** `mask` has the shape of the product. */
  | { readonly epilogue: 'mask'; readonly mask: MatrixOf }
  /** `rate` is a float64 tensor whose first element is the learning rate. */
  | { readonly epilogue: 'descend'; readonly rate: Tensor }

/** Columns of C in a tile: two vectors. */
const TILE_BYTES = 32
const TILE_ROWS = 4

/**
 * C = finish(A B), on any strides of A and B. Null when the layout of C or of what joins it is not one
 * that the kernels write.
 */
export function matmulTask(
  context: Context,
  a: MatrixOf,
  b: MatrixOf,
  c: MatrixOf,
  finish: Finish,
): Task | null {
  if (!hasAdjacentColumns(c.matrix)) {
    if (!hasAdjacentColumns(transposed(c.matrix))) return null
    const turned = turnedFinish(finish)
    return turned && matmulTask(context, turn(b), turn(a), turn(c), turned)
  }
  const beside = besideOf(context, finish)
  return beside && matmulTaskOf(context, a, b, c, beside)
}

function turn({ tensor, matrix }: MatrixOf): MatrixOf {
  return { tensor, matrix: transposed(matrix) }
}

/** The same finish for the transposed product. A bias would lie along the rows, which no kernel adds. */
function turnedFinish(finish: Finish): Finish | null {
  if (finish.epilogue === 'mask') return { epilogue: 'mask', mask: turn(finish.mask) }
  return finish.epilogue === 'add' || finish.epilogue === 'addRelu' ? null : finish
}

/** What the epilogue reads beside C. */
interface Beside {
  readonly epilogue: number
  readonly extra: Place | 0
  readonly extraRow: number
  readonly writesOver: boolean
  reads(split: RowPartition | null): readonly Access[]
}

function besideOf(context: Context, finish: Finish): Beside | null {
  const epilogue = Epilogue[finish.epilogue]
  const writesOver = finish.epilogue === 'accumulate' || finish.epilogue === 'descend'
  if ('bias' in finish) {
    const { bias } = finish
    if (bias.strides[0] !== 1 && bias.size > 1) return null
    const extra = placeOf(context, bias)
    return { epilogue, extra, extraRow: 0, writesOver, reads: () => wholesOf(context, [bias]) }
  }
  if ('mask' in finish) {
    const { tensor, matrix } = finish.mask
    if (!hasAdjacentColumns(matrix)) return null
    const block = context.blockOf(tensor)
    const reads = (split: RowPartition | null) => [
      { block, share: rowShare(split, tensor, matrix) },
    ]
    return {
      epilogue,
      extra: placeOf(context, tensor),
      extraRow: matrix.rowStride,
      writesOver,
      reads,
    }
  }
  if ('rate' in finish) {
    const extra = placeOf(context, finish.rate)
    const reads = () => wholesOf(context, [finish.rate])
    return { epilogue, extra, extraRow: 0, writesOver, reads }
  }
  return { epilogue, extra: 0, extraRow: 0, writesOver, reads: () => [] }
}

function matmulTaskOf(
  context: Context,
  a: MatrixOf,
  b: MatrixOf,
  c: MatrixOf,
  beside: Beside,
): Task {
  const { threads } = context
  const bytes = c.tensor.dtype === 'float64' ? 8 : 4
  const { rows, columns } = c.matrix
  const depth = a.matrix.columns
  const grain = TILE_BYTES / bytes
  const csr = rows / TILE_ROWS >= threads || rows / TILE_ROWS >= columns / grain
  const split = csr ? partitionRows(rows, threads) : null
  const scratch = context.scratch(matmulScratch(depth, bytes))
  const block = context.blockOf(c.tensor)
  const written = { block, share: rowShare(split, c.tensor, c.matrix) }
  const shared = {
    a: placeAt(context, a.tensor, a.matrix.offset),
    aRow: a.matrix.rowStride,
    aDepth: a.matrix.columnStride,
    b: placeAt(context, b.tensor, b.matrix.offset),
    bDepth: b.matrix.rowStride,
    bColumn: b.matrix.columnStride,
    c: placeAt(context, c.tensor, c.matrix.offset),
    cRow: c.matrix.rowStride,
    depth,
    epilogue: beside.epilogue,
    extra: beside.extra,
    extraRow: beside.extraRow,
    wide: context.wide,
  }
  return {
    reads: [
      { block: context.blockOf(a.tensor), share: rowShare(split, a.tensor, a.matrix) },
      ...wholesOf(context, [b.tensor]),
      ...beside.reads(split),
      ...(beside.writesOver ? [written] : []),
    ],
    writes: [written],
    scratch,
    instructions(thread): readonly Instruction[] {
      const [rowBegin, rowEnd] = split ? rowRange(split, thread) : [0, rows]
      const [columnBegin, columnEnd] = split
        ? [0, columns]
        : splitRange(columns, thread, threads, grain)
      if (rowBegin === rowEnd || columnBegin === columnEnd) return []
      const range = { rowBegin, rowEnd, columnBegin, columnEnd }
      const args = { ...shared, ...range, scratch: { block: scratch[thread], offset: 0 } }
      // Of float64 there is no wide form; an argument that a kernel does not name is not encoded.
      return [{ kernel: bytes === 8 ? 'matmulF64' : 'matmulF32', args } as Instruction]
    },
  }
}
