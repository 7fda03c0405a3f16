import type { KernelArguments } from '../../../../core/kernel-argument'
import type { AxisWindows, PoolWindows } from '../../../../core/picture-geometry'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import {
  averagePoolF32,
  averagePoolGradientF32,
  maxPoolF32,
  maxPoolGradientF32,
} from '../../../../generated/kernels/pooling'
import { type LoweringContext, placeOf, wholesOf } from '../tasks/lowering-context'
import { type Instruction, instruction, type Place, type Task } from '../tasks/task'
import { batchLast, isBatchLast, type PictureRange, partitionPictures } from './batch-last'
import { intTensor } from './strided-copy'

export function lowerMaxPool2d(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, windows, out, indices] = args as [Tensor, PoolWindows, Tensor, Tensor]
  if (!sameStrides(out, indices)) return null
  const source = batchLast(context, x)
  const tables = [windows.rows, windows.columns].map(windowTable)
  return poolTasks(context, source, [out, indices], tables, (range) =>
    instruction(maxPoolF32, {
      ...placed(context, 'x', source.tensor),
      ...placed(context, 'out', out),
      indices: placeOf(context, indices),
      ...tablePlaces(context, tables),
      pictureColumns: x.shape[3],
      channels: x.shape[1],
      columns: out.shape[3],
      ...range,
    }),
  )
}

/** @param mask where it is not positive, the gradient is 0; laid out as `out` */
export function lowerMaxPool2dGradient(
  context: LoweringContext,
  args: KernelArguments,
  mask: Tensor | null = null,
): readonly Task[] | null {
  const [g, indices, windows, out] = args as [Tensor, Tensor, PoolWindows, Tensor]
  const source = batchLast(context, g)
  if (!isBatchLast(indices) || !sameStrides(source.tensor, indices)) return null
  if (mask !== null && !sameStrides(mask, out)) return null
  const tables = containingTables(windows, out)
  const beside = [indices, ...(mask === null ? [] : [mask])]
  return poolTasks(context, source, [out], tables, gradientInstruction, beside)

  function gradientInstruction(range: PictureRange): Instruction {
    return instruction(maxPoolGradientF32, {
      ...placed(context, 'g', source.tensor),
      indices: placeOf(context, indices),
      ...placed(context, 'out', out),
      mask: mask === null ? 0 : placeOf(context, mask),
      ...tablePlaces(context, tables),
      channels: out.shape[1],
      columns: out.shape[3],
      ...range,
    })
  }
}

export function lowerAvgPool2d(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [x, windows, out] = args as [Tensor, PoolWindows, Tensor]
  const source = batchLast(context, x)
  const tables = [...[windows.rows, windows.columns].map(windowTable), ...divisorTables(windows)]
  return poolTasks(context, source, [out], tables, (range) =>
    instruction(averagePoolF32, {
      ...placed(context, 'x', source.tensor),
      ...placed(context, 'out', out),
      ...tablePlaces(context, tables),
      channels: x.shape[1],
      columns: out.shape[3],
      ...range,
    }),
  )
}

/** @param mask where it is not positive, the gradient is 0; laid out as `out` */
export function lowerAvgPool2dGradient(
  context: LoweringContext,
  args: KernelArguments,
  mask: Tensor | null = null,
): readonly Task[] | null {
  const [g, windows, out] = args as [Tensor, PoolWindows, Tensor]
  if (mask !== null && !sameStrides(mask, out)) return null
  const source = batchLast(context, g)
  const tables = [...containingTables(windows, out), ...divisorTables(windows)]
  const beside = mask === null ? [] : [mask]
  return poolTasks(context, source, [out], tables, gradientInstruction, beside)

  function gradientInstruction(range: PictureRange): Instruction {
    return instruction(averagePoolGradientF32, {
      ...placed(context, 'g', source.tensor),
      ...placed(context, 'out', out),
      mask: mask === null ? 0 : placeOf(context, mask),
      ...tablePlaces(context, tables),
      channels: out.shape[1],
      columns: out.shape[3],
      ...range,
    })
  }
}

/** A kernel of assembly/pooling.ts, shared out by pictures or rows of `outputs`. */
function poolTasks(
  context: LoweringContext,
  { tensor: source, tasks }: { tensor: Tensor; tasks: readonly Task[] },
  outputs: readonly Tensor[],
  tables: readonly Tensor[],
  instructionOn: (range: PictureRange) => Instruction,
  beside: readonly Tensor[] = [],
): readonly Task[] | null {
  const [out] = outputs
  if (out.dtype !== 'float32' || !isBatchLast(out)) return null
  const partition = partitionPictures(out, context.threads)
  const byShare = (tensor: Tensor) => ({
    block: context.blockOf(tensor),
    share: partition.share(tensor),
  })
  return [
    ...tasks,
    {
      reads: [...[source, ...beside].map(byShare), ...wholesOf(context, tables)],
      writes: outputs.map(byShare),
      instructions(thread) {
        const range = partition.range(thread)
        return range === null ? [] : [instructionOn(range)]
      },
    },
  ]
}

function sameStrides(a: Tensor, b: Tensor): boolean {
  return a.strides.join() === b.strides.join()
}

/** A tensor's place and strides as the kernel with the parameters `name`, `nameChannel` and so on takes them. */
function placed<N extends string>(context: LoweringContext, name: N, tensor: Tensor) {
  const [, channel, row, column] = tensor.strides
  return {
    [name]: placeOf(context, tensor),
    [`${name}Channel`]: channel,
    [`${name}Row`]: row,
    [`${name}Column`]: column,
  } as { [K in N]: Place } & { [K in `${N}${'Channel' | 'Row' | 'Column'}`]: number }
}

function tablePlaces(context: LoweringContext, tables: readonly Tensor[]) {
  const [rowWindows, columnWindows, rowDivisors, columnDivisors] = tables.map((table) =>
    placeOf(context, table),
  )
  return { rowWindows, columnWindows, rowDivisors, columnDivisors }
}

function windowTable({ begin, end }: AxisWindows): Tensor {
  return intTensor(begin.flatMap((first, i) => [first, end[i]]))
}

/** For each row and each column of `out`, which windows contain it. */
function containingTables({ rows, columns }: PoolWindows, out: Tensor): readonly Tensor[] {
  return [containing(rows, out.shape[2]), containing(columns, out.shape[3])]
}

function containing({ begin, end }: AxisWindows, size: number): Tensor {
  const ranges = Array.from({ length: size }, (_, place) => {
    const first = end.findIndex((value) => value > place)
    const after = begin.findIndex((value) => value > place)
    const last = after === -1 ? begin.length : after
    return first === -1 || first >= last ? [0, 0] : [first, last]
  })
  return intTensor(ranges.flat())
}

function divisorTables({ rows, columns }: PoolWindows): readonly Tensor[] {
  return [rows, columns].map(({ divisor }) => {
    const storage = Storage.allocate('float32', divisor.length)
    storage.data.set(divisor)
    return new Tensor(storage, [divisor.length])
  })
}
