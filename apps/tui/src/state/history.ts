/** What is kept of some steps in a row. */
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
  /** Bias-corrected moving averages after the bucket's last step. */
  readonly smooth: Averages
}

interface Average {
  readonly loss: number
  readonly accuracy: number
}

// How many times a moving average is renewed in an epoch.
const renewals = { light: 20, medium: 10, strong: 5 } as const

/** How strongly a curve is smoothed. */
type Strength = keyof typeof renewals

type Averages = Readonly<Record<Strength, Average>>

/** One training step as the history takes it in. */
export interface StepRecord {
  readonly loss: number
  readonly correct: number
  readonly samples: number
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

// Sums of exponentially fading weights; value / weight is the average without bias to the start
// (Kingma and Ba 2014, section 3).
interface Fading {
  readonly loss: number
  readonly lossWeight: number
  readonly correct: number
  readonly samples: number
}

type MovingAverages = Readonly<Record<Strength, Fading>>

const capacity = 1024
const nothing: Fading = { loss: 0, lossWeight: 0, correct: 0, samples: 0 }

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
  const keep = (strength: Strength): number =>
    1 - 1 / Math.max(1, stepsPerEpoch / renewals[strength])
  const [keepLight, keepMedium, keepStrong] = [keep('light'), keep('medium'), keep('strong')]
  let { stride, step, moving } = history
  let buckets = [...history.buckets]
  for (const record of records) {
    step += 1
    moving = {
      light: fade(moving.light, record, keepLight),
      medium: fade(moving.medium, record, keepMedium),
      strong: fade(moving.strong, record, keepStrong),
    }
    const bucket = bucketOf(record, step, averages(moving))
    const last = buckets.at(-1)
    if (last !== undefined && last.steps < stride) buckets[buckets.length - 1] = join(last, bucket)
    else buckets.push(bucket)
    if (buckets.length > capacity) {
      buckets = halve(buckets)
      stride *= 2
    }
  }
  return { buckets, stride, step, moving }
}

/** Mean of a bucket's finite losses; NaN where there is none. */
export function meanLoss({ lossSum, finiteLosses }: Bucket): number {
  return lossSum / finiteLosses
}

function bucketOf({ loss, correct, samples }: StepRecord, step: number, smooth: Averages): Bucket {
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

function fade(fading: Fading, { loss, correct, samples }: StepRecord, keep: number): Fading {
  const counts = Number.isFinite(loss)
  return {
    loss: counts ? keep * fading.loss + loss : fading.loss,
    lossWeight: counts ? keep * fading.lossWeight + 1 : fading.lossWeight,
    correct: keep * fading.correct + correct,
    samples: keep * fading.samples + samples,
  }
}

function averages({ light, medium, strong }: MovingAverages): Averages {
  return { light: average(light), medium: average(medium), strong: average(strong) }
}

function average({ loss, lossWeight, correct, samples }: Fading): Average {
  return { loss: loss / lossWeight, accuracy: correct / samples }
}
