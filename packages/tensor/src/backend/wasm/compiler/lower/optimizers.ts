import type { KernelArguments } from '../../../../core/kernel-argument'
import { isDense } from '../../../../core/layout'
import type { Tensor } from '../../../../core/tensor'
import { adamUpdateF32, sgdUpdateF32 } from '../../../../generated/kernels/optimizers'
import { partitionGrid } from '../partition/grid-partition'
import { type LoweringContext, placeOf } from '../tasks/lowering-context'
import { ALL, type Instruction, instruction, type Place, type Task } from '../tasks/task'

export function lowerSgdUpdate(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [parameter, gradient, velocity, hyper, nesterov] = args as [
    Tensor,
    Tensor,
    Tensor | null,
    Tensor,
    boolean,
  ]
  return updateTask(context, [parameter, velocity], gradient, hyper, (places, range) =>
    instruction(sgdUpdateF32, {
      parameter: places[0],
      velocity: places[1],
      gradient: placeOf(context, gradient),
      hyper: placeOf(context, hyper),
      nesterov: Number(nesterov),
      ...range,
    }),
  )
}

export function lowerAdamUpdate(
  context: LoweringContext,
  args: KernelArguments,
): readonly Task[] | null {
  const [parameter, gradient, first, second, largest, hyper, decoupled] = args as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor | null,
    Tensor,
    boolean,
  ]
  const states = [parameter, first, second, largest]
  return updateTask(context, states, gradient, hyper, (places, range) =>
    instruction(adamUpdateF32, {
      parameter: places[0],
      first: places[1],
      second: places[2],
      largest: places[3],
      gradient: placeOf(context, gradient),
      hyper: placeOf(context, hyper),
      decoupled: Number(decoupled),
      ...range,
    }),
  )
}

/** An update of dense blocks of one layout, element by element; absent blocks have address 0. */
function updateTask(
  context: LoweringContext,
  states: readonly (Tensor | null)[],
  gradient: Tensor,
  hyper: Tensor,
  instructionOn: (
    places: readonly (Place | 0)[],
    range: { begin: number; end: number },
  ) => Instruction,
): readonly Task[] | null {
  const updated = states.filter((state) => state !== null)
  const [parameter] = updated
  const blocks = [...updated, gradient]
  const alike = blocks.every(
    (tensor) =>
      tensor.dtype === 'float32' &&
      isDense(tensor) &&
      tensor.strides.join() === parameter.strides.join(),
  )
  if (!alike || hyper.strides[0] !== 1) return null
  const { size } = parameter
  const line = { rows: 1, columns: size, rowStride: 0, columnStride: 1, offset: parameter.offset }
  const split = partitionGrid(line, context.threads)
  const access = (tensor: Tensor) => ({
    block: context.blockOf(tensor),
    share: split.share(tensor, { ...line, offset: tensor.offset }),
  })
  const places = states.map((state) => (state === null ? 0 : placeOf(context, state)))
  return [
    {
      reads: [...blocks.map(access), { block: context.blockOf(hyper), share: ALL }],
      writes: updated.map(access),
      instructions(thread) {
        const range = split.range(thread)
        if (range === null) return []
        return [instructionOn(places, { begin: range.columnBegin, end: range.columnEnd })]
      },
    },
  ]
}
