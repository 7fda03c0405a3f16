import { Ema, type EmaState } from '@handwritten/metrics'

/** A summary of consecutive steps. */
export interface Bucket {
  /** The last step in it, from 1 over the run. */
  readonly lastStep: number
  readonly steps: number
  readonly minLoss: number
  readonly maxLoss: number
  /** Sum of the finite losses, and how many there were. */
  readonly lossSum: number
  readonly finiteLosses: number
  readonly correct: number
  readonly samples: number
  /** The learning rate of its last step. */
  readonly learningRate: number
  /** Moving averages after the bucket's last step. */
  readonly smooth: Averages
}

interface Average {
  readonly loss: number
  readonly accuracy: number
}

// The span of each moving average is this part of an epoch: a twentieth, a tenth, a fifth.
const renewals = { light: 20, medium: 10, strong: 5 } as const

/** How strongly a curve is smoothed. */
type Strength = keyof typeof renewals

const strengths = Object.keys(renewals) as Strength[]

type Averages = Readonly<Record<Strength, Average>>

/** One training step. */
export interface StepRecord {
  readonly loss: number
  readonly correct: number
  readonly samples: number
  readonly learningRate: number
}

/**
 * All steps of a run in a bounded number of buckets of equal size: when they are full, neighbours
 * are joined and the size doubles. Smallest and largest losses survive the joining, and the moving
 * averages are taken over every step before it.
 */
export interface History {
  readonly buckets: readonly Bucket[]
  /** Steps that a bucket holds before the next one begins. */
  readonly stride: number
  readonly step: number
  readonly moving: MovingAverages
}

/** The state of each moving average, as plain data; null before the first value. */
type MovingAverages = Readonly<Record<Strength, Readonly<Record<Series, EmaState | null>>>>

type Series = 'loss' | 'correct' | 'samples'

const capacity = 1024
const nothing = { loss: null, correct: null, samples: null }

export const emptyHistory: History = {
  buckets: [],
  stride: 1,
  step: 0,
  moving: { light: nothing, medium: nothing, strong: nothing },
}

/**
 * The history with `records` added, in order. `stepsPerEpoch` sets what the averages span: about a
 * twentieth of an epoch for the light one, a tenth for the medium, a fifth for the strong one.
 */
export function addSteps(
  history: History,
  records: readonly StepRecord[],
  stepsPerEpoch: number,
): History {
  const averages = movingAverages(history.moving, stepsPerEpoch)
  let { stride, step } = history
  let buckets = [...history.buckets]
  for (const record of records) {
    step += 1
    for (const strength of strengths) update(averages[strength], record)
    const smooth = averagesOf(averages)
    const bucket = bucketOf(record, step, smooth)
    const last = buckets.at(-1)
    if (last !== undefined && last.steps < stride) buckets[buckets.length - 1] = join(last, bucket)
    else buckets.push(bucket)
    if (buckets.length > capacity) {
      buckets = halve(buckets)
      stride *= 2
    }
  }
  return { buckets, stride, step, moving: statesOf(averages) }
}

/** Mean of a bucket's finite losses; NaN where there is none. */
export function meanLoss({ lossSum, finiteLosses }: Bucket): number {
  return lossSum / finiteLosses
}

function bucketOf(
  { loss, correct, samples, learningRate }: StepRecord,
  step: number,
  smooth: Averages,
): Bucket {
  const counts = Number.isFinite(loss)
  return {
    lastStep: step,
    steps: 1,
    minLoss: counts ? loss : Number.POSITIVE_INFINITY,
    maxLoss: counts ? loss : Number.NEGATIVE_INFINITY,
    lossSum: counts ? loss : 0,
    finiteLosses: counts ? 1 : 0,
    correct,
    samples,
    learningRate,
    smooth,
  }
}

function join(a: Bucket, b: Bucket): Bucket {
  return {
    lastStep: b.lastStep,
    steps: a.steps + b.steps,
    minLoss: Math.min(a.minLoss, b.minLoss),
    maxLoss: Math.max(a.maxLoss, b.maxLoss),
    lossSum: a.lossSum + b.lossSum,
    finiteLosses: a.finiteLosses + b.finiteLosses,
    correct: a.correct + b.correct,
    samples: a.samples + b.samples,
    learningRate: b.learningRate,
    smooth: b.smooth,
  }
}

function halve(buckets: readonly Bucket[]): Bucket[] {
  const joined: Bucket[] = []
  for (let index = 0; index < buckets.length; index += 2) {
    const next = buckets[index + 1]
    joined.push(next === undefined ? buckets[index]! : join(buckets[index]!, next))
  }
  return joined
}

type Moving = Record<Strength, Record<Series, Ema>>

function movingAverages(states: MovingAverages, stepsPerEpoch: number): Moving {
  const each = (strength: Strength) => {
    const decay = 1 - 1 / Math.max(1, stepsPerEpoch / renewals[strength])
    const own = (series: Series): Ema => {
      const state = states[strength][series]
      return state === null ? new Ema({ decay }) : Ema.from(state)
    }
    return { loss: own('loss'), correct: own('correct'), samples: own('samples') }
  }
  return { light: each('light'), medium: each('medium'), strong: each('strong') }
}

function update(averages: Moving[Strength], { loss, correct, samples }: StepRecord): void {
  if (Number.isFinite(loss)) averages.loss.update(loss)
  averages.correct.update(correct)
  averages.samples.update(samples)
}

function averagesOf({ light, medium, strong }: Moving): Averages {
  return { light: averageOf(light), medium: averageOf(medium), strong: averageOf(strong) }
}

function averageOf({ loss, correct, samples }: Moving[Strength]): Average {
  return {
    loss: loss.count === 0 ? Number.NaN : loss.compute(),
    accuracy: correct.compute() / samples.compute(),
  }
}

function statesOf({ light, medium, strong }: Moving): MovingAverages {
  const own = (average: Ema): EmaState | null => (average.count === 0 ? null : average.toJSON())
  const each = ({ loss, correct, samples }: Moving[Strength]) => ({
    ...{ loss: own(loss), correct: own(correct), samples: own(samples) },
  })
  return { light: each(light), medium: each(medium), strong: each(strong) }
}
