import type { Call } from '../program/trace'
import type { Tensor } from '../tensor'
import { type Context, placeOf } from './context'
import { splitRange } from './split'
import { ALL, FIRST, type Task } from './task'

/** Several axes as one: element i of it lies i steps from the first. */
interface Line {
  readonly length: number
  readonly step: number
}

/** Columns that stay together: a cache line of float32. */
const COLUMN_GRAIN = 16
/** Below this many elements, one thread is done sooner than a meeting costs. */
const SMALL = 65_536

/** Sums of floats over axes that are one line in memory, for positions that are one line too. */
export function lowerReduce(context: Context, args: Call['args']): readonly Task[] | null {
  const [op, x, out] = args as [string, Tensor, Tensor]
  if (op !== 'sum' || (x.dtype !== 'float32' && x.dtype !== 'float64')) return null
  const reduced = x.shape.map((length, axis) => length !== out.shape[axis])
  const inner = lineOf(x, (axis) => reduced[axis])
  const kept = lineOf(x, (axis) => !reduced[axis])
  const target = lineOf(out, (axis) => !reduced[axis])
  if (!inner || !kept || !target) return null
  const { threads } = context
  const isSmall = x.size < SMALL || kept.length < COLUMN_GRAIN * threads
  const share = isSmall ? FIRST : ALL
  const common = {
    x: placeOf(context, x),
    xRow: inner.step,
    xColumn: kept.step,
    rows: inner.length,
    out: placeOf(context, out),
    outStep: target.step,
  }
  return [
    {
      reads: [{ block: context.blockOf(x), share }],
      writes: [{ block: context.blockOf(out), share }],
      instructions(thread) {
        const [columnBegin, columnEnd] = isSmall
          ? [0, thread === 0 ? kept.length : 0]
          : splitRange(kept.length, thread, threads, COLUMN_GRAIN)
        if (columnBegin === columnEnd) return []
        const kernel = x.dtype === 'float32' ? 'columnSumsF32' : 'columnSumsF64'
        return [{ kernel, args: { ...common, columnBegin, columnEnd } }]
      },
    },
  ]
}

/** The chosen axes of a tensor in row-major order as one line; null when memory does not have it so. */
function lineOf({ shape, strides }: Tensor, isChosen: (axis: number) => boolean): Line | null {
  let line: Line = { length: 1, step: 1 }
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (!isChosen(axis) || shape[axis] === 1) continue
    if (line.length === 1) line = { length: shape[axis], step: strides[axis] }
    else if (strides[axis] !== line.length * line.step) return null
    else line = { length: line.length * shape[axis], step: line.step }
  }
  return line
}
