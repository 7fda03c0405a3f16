import type { Call } from '../../../../capture/trace'
import { isDense } from '../../../../core/layout'
import type { Tensor } from '../../../../core/tensor'
import { partitionGrid } from '../partition/grid-partition'
import { type Context, placeOf } from '../tasks/lowering-context'
import { ALL, type Instruction, type Place, type Task } from '../tasks/task'

export function lowerSgdUpdate(context: Context, args: Call['args']): readonly Task[] | null {
  const [parameter, gradient, velocity, hyper, nesterov] = args as [
    Tensor,
    Tensor,
    Tensor | null,
    Tensor,
    boolean,
  ]
  return updateTask(context, [parameter, velocity], gradient, hyper, (places, range) => ({
    kernel: 'sgdUpdateF32',
    args: {
      parameter: places[0],
      velocity: places[1],
      gradient: placeOf(context, gradient),
      hyper: placeOf(context, hyper),
      nesterov: Number(nesterov),
      ...range,
    },
  }))
}

export function lowerAdamUpdate(context: Context, args: Call['args']): readonly Task[] | null {
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
  return updateTask(context, states, gradient, hyper, (places, range) => ({
    kernel: 'adamUpdateF32',
    args: {
      parameter: places[0],
      first: places[1],
      second: places[2],
      largest: places[3],
      gradient: placeOf(context, gradient),
      hyper: placeOf(context, hyper),
      decoupled: Number(decoupled),
      ...range,
    },
  }))
}

/** An update of dense blocks of one layout, element by element; absent blocks have address 0. */
function updateTask(
  context: Context,
  states: readonly (Tensor | null)[],
  gradient: Tensor,
  hyper: Tensor,
  instruction: (
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
        return [instruction(places, { begin: range.columnBegin, end: range.columnEnd })]
      },
    },
  ]
}
