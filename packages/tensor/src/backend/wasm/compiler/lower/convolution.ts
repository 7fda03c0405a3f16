import type { KernelArguments } from '../../../../core/kernel-argument'
import type { ConvolutionGeometry } from '../../../../core/picture-geometry'
import type { Tensor } from '../../../../core/tensor'
import { convolveF32 } from '../../../../generated/kernels/convolution'
import { type LoweringContext, placeOf, wholesOf } from '../tasks/lowering-context'
import { instruction, type Task } from '../tasks/task'
import { batchLast, isBatchLast, partitionPictures } from './batch-last'
import { intTensor } from './strided-copy'

/** Output channels whose weights are packed side by side. */
const BLOCK = 4

export function lowerConv2d(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, weight, bias, geometry, activation, out] = args as [
    Tensor,
    Tensor,
    Tensor | null,
    ConvolutionGeometry,
    string,
    Tensor,
  ]
  if (bias !== null && bias.size > 1 && bias.strides[0] !== 1) return null
  const { stride, padding, dilation, groups } = geometry
  const [outputs, inputs] = weight.shape
  const taps = [0, 1].map((axis) => ({
    table: forwardTaps({
      count: out.shape[2 + axis],
      size: x.shape[2 + axis],
      kernel: weight.shape[2 + axis],
      stride: stride[axis],
      padding: padding[axis],
      dilation: dilation[axis],
    }),
    tapStep: 1,
    sourceStep: dilation[axis],
  }))
  return convolutionTasks(context, {
    source: x,
    weight,
    out,
    taps,
    outputAxis: 0,
    groups,
    groupInputs: inputs,
    groupOutputs: outputs / groups,
    bias,
    mask: null,
    relu: activation === 'relu',
  })
}

/** @param mask where it is not positive, the gradient is 0; laid out as `out` */
export function lowerConv2dInputGradient(
  context: LoweringContext,
  args: KernelArguments,
  mask: Tensor | null = null,
): readonly Task[] | null {
  const [g, weight, geometry, out] = args as [Tensor, Tensor, ConvolutionGeometry, Tensor]
  const { stride, padding, dilation, groups } = geometry
  const [outputs, inputs] = weight.shape
  const taps = [0, 1].map((axis) => {
    const [s, d] = [stride[axis], dilation[axis]]
    const common = greatestCommonDivisor(s, d)
    return {
      table: gradientTaps({
        count: out.shape[2 + axis],
        size: g.shape[2 + axis],
        kernel: weight.shape[2 + axis],
        stride: s,
        padding: padding[axis],
        dilation: d,
      }),
      tapStep: s / common,
      sourceStep: -d / common,
    }
  })
  return convolutionTasks(context, {
    source: g,
    weight,
    out,
    taps,
    outputAxis: 1,
    groups,
    groupInputs: outputs / groups,
    groupOutputs: inputs,
    bias: null,
    mask,
    relu: false,
  })
}

/** One axis of a convolution: `count` places of the result, `size` of the source. */
interface Axis {
  readonly count: number
  readonly size: number
  readonly kernel: number
  readonly stride: number
  readonly padding: number
  readonly dilation: number
}

/** For each place y of the output: the first tap inside of the picture, where it reads, and how many there are. */
function forwardTaps({ count, size, kernel, stride, padding, dilation }: Axis): number[] {
  return Array.from({ length: count }, (_, y) => {
    const start = y * stride - padding
    const first = Math.max(0, Math.ceil(-start / dilation))
    const end = Math.min(kernel, Math.ceil((size - start) / dilation))
    return first < end ? [first, start + first * dilation, end - first] : [0, 0, 0]
  }).flat()
}

/** For each place u of the input: the first tap that reads it, for which output, and how many there are. */
function gradientTaps({ count, size, kernel, stride, padding, dilation }: Axis): number[] {
  return Array.from({ length: count }, (_, u) => {
    const taps = Array.from({ length: kernel }, (_, a) => ({ a, y: u + padding - a * dilation }))
    const met = taps.filter(({ y }) => y % stride === 0 && y >= 0 && y / stride < size)
    return met.length > 0 ? [met[0].a, met[0].y / stride, met.length] : [0, 0, 0]
  }).flat()
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

interface Convolution {
  readonly source: Tensor
  /** [outputs, inputs of a group, rows, columns] */
  readonly weight: Tensor
  readonly out: Tensor
  /** Of the rows and of the columns; see assembly/convolution.ts. */
  readonly taps: readonly { table: readonly number[]; tapStep: number; sourceStep: number }[]
  /** Which axis of the weight the channels of `out` are. */
  readonly outputAxis: 0 | 1
  readonly groups: number
  /** Channels of the source in a group. */
  readonly groupInputs: number
  /** Channels of `out` in a group. */
  readonly groupOutputs: number
  readonly bias: Tensor | null
  readonly mask: Tensor | null
  readonly relu: boolean
}

function convolutionTasks(context: LoweringContext, c: Convolution): readonly Task[] | null {
  const { weight, out, bias, mask, groups, groupInputs, groupOutputs } = c
  if (out.dtype !== 'float32' || !isBatchLast(out)) return null
  if (mask !== null && mask.strides.join() !== out.strides.join()) return null
  const { tensor: source, tasks } = batchLast(context, c.source)
  const [rowTaps, columnTaps] = c.taps.map(({ table }) => intTensor(table))
  const [, , kernelRows, kernelColumns] = weight.shape
  const panels = groups * Math.ceil(groupOutputs / BLOCK) * groupInputs
  const scratch = context.scratch(panels * kernelRows * kernelColumns * BLOCK * 4)
  const partition = partitionPictures(out, context.threads)
  const common = {
    x: placeOf(context, source),
    xChannel: source.strides[1],
    xRow: source.strides[2],
    xColumn: source.strides[3],
    weight: placeOf(context, weight),
    weightOutput: weight.strides[c.outputAxis],
    weightInput: weight.strides[1 - c.outputAxis],
    weightGroup: (weight.shape[0] / groups) * weight.strides[0],
    weightRow: weight.strides[2],
    weightColumn: weight.strides[3],
    kernelRows,
    kernelColumns,
    out: placeOf(context, out),
    outChannel: out.strides[1],
    outRow: out.strides[2],
    outColumn: out.strides[3],
    rowTaps: placeOf(context, rowTaps),
    columnTaps: placeOf(context, columnTaps),
    tapRowStep: c.taps[0].tapStep,
    tapColumnStep: c.taps[1].tapStep,
    sourceRowStep: c.taps[0].sourceStep,
    sourceColumnStep: c.taps[1].sourceStep,
    groups,
    groupInputs,
    groupOutputs,
    columns: out.shape[3],
    bias: bias === null ? 0 : placeOf(context, bias),
    mask: mask === null ? 0 : placeOf(context, mask),
    relu: Number(c.relu),
    wide: context.wide,
  }
  const byShare = (tensor: Tensor) => ({
    block: context.blockOf(tensor),
    share: partition.share(tensor),
  })
  return [
    ...tasks,
    {
      reads: [
        byShare(source),
        ...(mask === null ? [] : [byShare(mask)]),
        ...wholesOf(context, [weight, rowTaps, columnTaps, ...(bias === null ? [] : [bias])]),
      ],
      writes: [byShare(out)],
      scratch,
      instructions(thread) {
        const range = partition.range(thread)
        if (range === null) return []
        const args = { ...common, ...range, scratch: { block: scratch[thread], offset: 0 } }
        return [instruction(convolveF32, args)]
      },
    },
  ]
}
