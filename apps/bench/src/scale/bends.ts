import { median } from '../harness/statistics.ts'
import { growth, type ScalePoint } from './scale-points.ts'

type Axis = ScalePoint['axis']

/** A point with what a step took. */
export interface TimedPoint {
  readonly value: number
  readonly seconds: readonly number[]
}

/** How a cost grows along an axis. */
export interface Bend {
  /** Exponents of cost ~ size^e up to the bend and from it on; both that of the whole axis where there is none. */
  readonly before: number
  readonly after: number
  /** The size where the exponent changes most; undefined where it hardly does. */
  readonly at: number | undefined
}

/** A smaller change of the exponent is no bend. */
const SMALLEST_BEND = 0.2

/** Where the line through the points bends most, both axes logarithmic; at least two points. */
export function findBend(points: readonly TimedPoint[]): Bend {
  const steps = points.map(({ value, seconds }) => ({ value, seconds: median(seconds) }))
  const [first, last] = [steps[0]!, steps.at(-1)!]
  const whole = growth(first, last)
  const bends = steps
    .slice(1, -1)
    .map((step) => ({ before: growth(first, step), after: growth(step, last), at: step.value }))
    .sort((a, b) => change(b) - change(a))
  const [most] = bends
  return most && change(most) >= SMALLEST_BEND
    ? most
    : { before: whole, after: whole, at: undefined }
}

function change({ before, after }: { before: number; after: number }): number {
  return Math.abs(after - before)
}

/** Two sentences: where the cost bends, and why. */
export function bendNote(axis: Axis, bend: Bend): string {
  const { before, after, at } = bend
  const name = `${axis[0]!.toUpperCase()}${axis.slice(1)}`
  if (at === undefined)
    return `${name}: no bend, a step grows with exponent ${before.toFixed(2)}. ${WHY[axis].straight}`
  const told = `${name}: a step bends at ${at}, with exponent ${before.toFixed(2)} up to there and ${after.toFixed(2)} from there on.`
  return `${told} ${after > before ? WHY[axis].steeper : WHY[axis].flatter}`
}

const UNEXPLAINED = 'That is not what the design expects; `bench step` tells which part causes it.'

const WHY: Readonly<Record<Axis, { steeper: string; flatter: string; straight: string }>> = {
  'batch size': {
    steeper:
      'Small batches pay for what does not depend on them, the descent of all weights before all else; large ones for products alone.',
    flatter: UNEXPLAINED,
    straight: 'Products, gathering and lists grow with the batch, and nothing else weighs.',
  },
  width: {
    steeper:
      'The first layer grows with the width and the hidden ones with its square, which outweigh it from there on; then their weights leave the caches too.',
    flatter: UNEXPLAINED,
    straight: 'First layer and hidden layers weigh alike over the whole range.',
  },
  depth: {
    steeper:
      'The first layer and gathering are paid once, and are what shallow networks cost; every further layer adds the same three products.',
    flatter: UNEXPLAINED,
    straight: 'Every layer adds the same three products, and the first weighs little beside them.',
  },
  rows: {
    steeper:
      'A step reads the rows of its batch alone, wherever they lie: what grows are misses of caches and of address translation.',
    flatter: 'Once hardly a row of a batch is found in a cache, more rows cost no more.',
    straight: 'A step reads the rows of its batch alone, so that more of them cost nothing more.',
  },
  threads: {
    steeper: 'More threads than that share cores, memory and barriers.',
    flatter: UNEXPLAINED,
    straight:
      'An exponent of -1 would be twice as fast with twice the threads; what is missing are waiting, small tasks and packing that each thread repeats.',
  },
}
