import type { KernelArguments } from '../../../../core/kernel-argument'
import type { ConvolutionGeometry } from '../../../../core/picture-geometry'
import type { Tensor } from '../../../../core/tensor'
import { convolveWeightsF32 } from '../../../../generated/kernels/convolution-weights'
import { splitRange } from '../partition/split-range'
import { type LoweringContext, placeOf, wholesOf } from '../tasks/lowering-context'
import { instruction, type Task } from '../tasks/task'
import { type BatchLast, batchLast, isBatchLast, paddedBatchLast } from './batch-last'

/** Output channels of a block, and what assembly/convolution-weights.ts works in, in bytes. */
const BLOCK = 4
const TILE_BYTES = 128
const PANEL_BYTES = 512 * BLOCK * 4 + 64

/** The gradient of the weights, shared out by tiles of them. */
export function lowerConv2dWeightGradient(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, g, geometry, out] = args as [Tensor, Tensor, ConvolutionGeometry, Tensor]
  if (out.dtype !== 'float32') return null
  const { stride, dilation, groups } = geometry
  const [outputs, groupInputs, kernelRows, kernelColumns] = out.shape
  const source = reachedBatchLast(context, x, g, geometry, out)
  const gradient = batchLast(context, g)
  const groupOutputs = outputs / groups
  const taps = groupInputs * kernelRows * kernelColumns
  const tiles = groups * tilesOfGroup(groupOutputs, taps)
  const most = Math.ceil(tiles / context.threads)
  const scratch = context.scratch(PANEL_BYTES + most * TILE_BYTES + (taps + 3) * 4)
  const common = {
    x: placeOf(context, source.tensor),
    xChannel: source.tensor.strides[1],
    xRow: source.tensor.strides[2],
    xColumn: source.tensor.strides[3],
    g: placeOf(context, gradient.tensor),
    gChannel: gradient.tensor.strides[1],
    gRow: gradient.tensor.strides[2],
    gColumn: gradient.tensor.strides[3],
    out: placeOf(context, out),
    outOutput: out.strides[0],
    outInput: out.strides[1],
    outRow: out.strides[2],
    outColumn: out.strides[3],
    kernelRows,
    kernelColumns,
    strideRow: stride[0],
    strideColumn: stride[1],
    dilationRow: dilation[0],
    dilationColumn: dilation[1],
    groups,
    groupInputs,
    groupOutputs,
    rows: g.shape[2],
    columns: g.shape[3],
    batch: g.shape[0],
  }
  return [
    ...source.tasks,
    ...gradient.tasks,
    {
      reads: wholesOf(context, [source.tensor, gradient.tensor]),
      writes: wholesOf(context, [out]),
      scratch,
      instructions(thread) {
        const [tileBegin, tileEnd] = splitRange(tiles, thread, context.threads, 1)
        if (tileBegin === tileEnd) return []
        const own = { tileBegin, tileEnd, scratch: { block: scratch[thread], offset: 0 } }
        return [instruction(convolveWeightsF32, { ...common, ...own })]
      },
    },
  ]
}

/** Four channels by two taps each, and two channels by four taps where the last block has no more. */
function tilesOfGroup(outputs: number, taps: number): number {
  const rest = outputs % BLOCK
  const last = rest === 0 ? 0 : Math.ceil(taps / (rest > 2 ? 2 : 4))
  return Math.floor(outputs / BLOCK) * Math.ceil(taps / 2) + last
}

/** The input with every place that a tap reaches. */
function reachedBatchLast(
  context: LoweringContext,
  x: Tensor,
  g: Tensor,
  { stride, padding, dilation }: ConvolutionGeometry,
  out: Tensor,
): BatchLast {
  const [rows, columns] = [0, 1].map(
    (axis) =>
      (g.shape[2 + axis] - 1) * stride[axis] + (out.shape[2 + axis] - 1) * dilation[axis] + 1,
  )
  const [top, left] = padding
  const isInside = top === 0 && left === 0 && rows <= x.shape[2] && columns <= x.shape[3]
  if (isInside && isBatchLast(x)) return { tensor: x, tasks: [] }
  return paddedBatchLast(context, x, { top, left, rows, columns })
}
