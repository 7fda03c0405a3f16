import { matmulF32, matmulF64 } from '../../../../generated/kernels/matmul'
import { partitionRows, type RowPartition, rowRange, rowShare } from '../partition/row-partition'
import { splitRange } from '../partition/split-range'
import { type Epilogue, epilogueCodes } from '../tasks/epilogue'
import type { MatrixOf } from '../tasks/lowering'
import { type LoweringContext, placeAt, placeOf, wholesOf } from '../tasks/lowering-context'
import { hasAdjacentColumns, transposed } from '../tasks/matrix'
import { type Access, type Instruction, instruction, type Place, type Task } from '../tasks/task'

/** Columns of C in a tile: two vectors. */
const TILE_BYTES = 32
const TILE_ROWS = 4

/**
 * C = epilogue(A B), on any strides of A and B. Null when the layout of C or of what joins it is not one
 * that the kernels write.
 */
export function matmulTask(
  context: LoweringContext,
  a: MatrixOf,
  b: MatrixOf,
  c: MatrixOf,
  epilogue: Epilogue,
): Task | null {
  if (!hasAdjacentColumns(c.matrix)) {
    if (!hasAdjacentColumns(transposed(c.matrix))) return null
    const turned = turnedEpilogue(epilogue)
    return turned && matmulTask(context, turn(b), turn(a), turn(c), turned)
  }
  const operand = operandOf(context, epilogue)
  return operand && matmulTaskOf(context, a, b, c, operand)
}

function turn({ tensor, matrix }: MatrixOf): MatrixOf {
  return { tensor, matrix: transposed(matrix) }
}

/** The same epilogue for the transposed product. A bias would lie along the rows, which no kernel adds. */
function turnedEpilogue(epilogue: Epilogue): Epilogue | null {
  if (epilogue.name === 'mask') return { name: 'mask', mask: turn(epilogue.mask) }
  return epilogue.name === 'add' || epilogue.name === 'addRelu' ? null : epilogue
}

/** What the epilogue reads besides the sums. */
interface EpilogueOperand {
  readonly code: number
  readonly extra: Place | 0
  readonly extraRow: number
  readonly writesOver: boolean
  reads(split: RowPartition | null): readonly Access[]
}

function operandOf(context: LoweringContext, epilogue: Epilogue): EpilogueOperand | null {
  const code = epilogueCodes[epilogue.name]
  const writesOver = epilogue.name === 'accumulate' || epilogue.name === 'descend'
  if ('bias' in epilogue) {
    const { bias } = epilogue
    if (bias.strides[0] !== 1 && bias.size > 1) return null
    const extra = placeOf(context, bias)
    return { code, extra, extraRow: 0, writesOver, reads: () => wholesOf(context, [bias]) }
  }
  if ('mask' in epilogue) {
    const { tensor, matrix } = epilogue.mask
    if (!hasAdjacentColumns(matrix)) return null
    const block = context.blockOf(tensor)
    const reads = (split: RowPartition | null) => [
      { block, share: rowShare(split, tensor, matrix) },
    ]
    return {
      code,
      extra: placeOf(context, tensor),
      extraRow: matrix.rowStride,
      writesOver,
      reads,
    }
  }
  if ('rate' in epilogue) {
    const extra = placeOf(context, epilogue.rate)
    const reads = () => wholesOf(context, [epilogue.rate])
    return { code, extra, extraRow: 0, writesOver, reads }
  }
  return { code, extra: 0, extraRow: 0, writesOver, reads: () => [] }
}

/** Elements of B that a core's second cache does not hold beside its other operands. */
const LARGE_B = 1 << 17

/**
 * Whether threads share the rows of a product. Each then packs all of B, which is worth it for a B that stays in a
 * cache: tasks on the same rows need no barrier between them. Of a large B with more columns than A has rows, each
 * thread packs its own columns.
 */
function isByRows(
  rows: number,
  columns: number,
  depth: number,
  threads: number,
  grain: number,
): boolean {
  const isLarge =
    depth * columns >= LARGE_B && columns >= 2 * rows && columns >= 2 * grain * threads
  if (isLarge) return false
  return rows / TILE_ROWS >= threads || rows / TILE_ROWS >= columns / grain
}

function matmulTaskOf(
  context: LoweringContext,
  a: MatrixOf,
  b: MatrixOf,
  c: MatrixOf,
  operand: EpilogueOperand,
): Task {
  const { threads } = context
  const bytes = c.tensor.dtype === 'float64' ? 8 : 4
  const { rows, columns } = c.matrix
  const depth = a.matrix.columns
  const grain = TILE_BYTES / bytes
  const byRows = isByRows(rows, columns, depth, threads, grain)
  const split = byRows ? partitionRows(rows, threads) : null
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
    epilogue: operand.code,
    extra: operand.extra,
    extraRow: operand.extraRow,
    wide: context.wide,
  }
  return {
    reads: [
      { block: context.blockOf(a.tensor), share: rowShare(split, a.tensor, a.matrix) },
      ...wholesOf(context, [b.tensor]),
      ...operand.reads(split),
      ...(operand.writesOver ? [written] : []),
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
      // The float64 kernel has no wide form, and ignores that argument.
      return [bytes === 8 ? instruction(matmulF64, args) : instruction(matmulF32, args)]
    },
  }
}

/** Bytes of scratch memory that a thread needs for products that sum over `depth` terms; see assembly/matmul.ts. */
export function matmulScratch(depth: number, bytesPerElement: 4 | 8): number {
  const tiles = 2 * 4 * 32
  const groupOfB = 4 * depth * 32
  const blockOfA = 128 * Math.max(1, Math.floor(256 / Math.max(depth, 1))) * depth * bytesPerElement
  return tiles + groupOfB + blockOfA
}
