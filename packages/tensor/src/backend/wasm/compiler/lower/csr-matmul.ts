import type { KernelArguments } from '../../../../core/kernel-argument'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import { csrMatmulF32 } from '../../../../generated/kernels/csr-matmul'
import { splitRange } from '../partition/split-range'
import { type Epilogue, epilogueCodes } from '../tasks/epilogue'
import type { LowerWithEpilogue, MatrixOf } from '../tasks/lowering'
import { type LoweringContext, placeAt, placeOf, wholesOf } from '../tasks/lowering-context'
import { hasAdjacentColumns, type Matrix, matrixOf } from '../tasks/matrix'
import { type Instruction, instruction, type Task } from '../tasks/task'

/** Rows are split in multiples of this. */
const ROW_GRAIN = 4
/** Columns of a panel; see assembly/csr-matmul.ts. */
const PANEL_COLUMNS = 32

export function lowerCsrMatmul(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const activation = args[5]
  const out = args[6] as Tensor
  const name = activation === 'relu' ? 'relu' : 'store'
  const task = csrMatmulTask(context, args, { tensor: out, matrix: matrixOf(out) }, { name })
  return task && [task]
}

/** The product X M of sparse rows with an update of a parameter along it. */
export const lowerCsrMatmulWithEpilogue: LowerWithEpilogue = (context, args, target, epilogue) =>
  epilogue.name === 'descend' ? csrMatmulTask(context, args, target, epilogue) : null

type CsrEpilogue =
  | { readonly name: 'store' | 'relu' }
  | Extract<Epilogue, { readonly name: 'descend' }>

/** epilogue(X M + bias) into a matrix of the size of the product. */
function csrMatmulTask(
  context: LoweringContext,
  args: KernelArguments,
  { tensor: target, matrix: out }: MatrixOf,
  epilogue: CsrEpilogue,
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
  const rate = 'rate' in epilogue ? epilogue.rate : null
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
    epilogue: epilogueCodes[epilogue.name],
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
      return [instruction(csrMatmulF32, { ...common, ...own })]
    },
  }
}

/** Where threads claim columns: a cache line for each, then a word for each panel; see assembly/csr-matmul.ts. */
function claimsOf({ columns }: Matrix, threads: number): Tensor {
  const words = 16 * threads + Math.ceil(columns / PANEL_COLUMNS)
  return new Tensor(Storage.allocate('int32', words), [words])
}

/** Bytes of scratch memory that a thread needs for a product with a matrix of `depth` rows; see assembly/csr-matmul.ts. */
export function csrMatmulScratch(depth: number): number {
  return (depth + 1) * 128
}
