import { anything, options } from '@handwritten/checks'
import { highest } from '../classification/argmax'
import { EmptyMetricError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import type { Numbers } from '../input/numbers'
import { type ClassesOptions, integerOption } from '../input/options'
import { readProbabilities, type Scores } from '../input/scores'
import { requireMergeable, StateReader } from '../input/state'
import { numbersOf, type Values } from '../input/values'
import type { Metric } from '../metric'
import { ExactSum } from '../sum/exact-sum'

/** Options of `ExpectedCalibrationError`. */
export interface CalibrationOptions extends ClassesOptions {
  /** How many bins of equal width divide 0 to 1. Default 15. */
  readonly bins?: number
}

const calibrationArguments = {
  options: /* @__PURE__ */ options<CalibrationOptions>({
    classes: anything<number>(),
    bins: anything<number>(),
  }),
}

/** One bar of a reliability diagram. */
export interface ReliabilityBin {
  /** The bin holds confidences above `lower` (the first bin 0 as well), up to `upper`. */
  readonly lower: number
  readonly upper: number
  /** How many samples fell into the bin. */
  readonly count: number
  /** Their mean highest probability; null in an empty bin. */
  readonly confidence: number | null
  /** The share of them whose class of highest probability is their label; null in an empty bin. */
  readonly accuracy: number | null
}

/** The state of an `ExpectedCalibrationError` as plain data; each list holds one entry a bin. */
export interface CalibrationState {
  readonly metric: 'ExpectedCalibrationError'
  readonly classes: number
  readonly counts: readonly number[]
  readonly correct: readonly number[]
  readonly confidence: readonly (readonly number[])[]
}

/** What one bin has seen. */
interface Tally {
  readonly count: number
  readonly correct: number
  readonly confidence: ExactSum
}

const emptyTally: Tally = {
  count: 0,
  correct: 0,
  confidence: new ExactSum('ExpectedCalibrationError'),
}

/**
 * Expected calibration error: the mean over samples of `|accuracy - confidence|` of the sample's
 * bin, by its confidence, the highest probability (C. Guo et al., "On Calibration of Modern Neural
 * Networks", 2017, equation 3).
 */
export class ExpectedCalibrationError
  implements Metric<[labels: Values, probabilities: Scores], number>
{
  /** How many classes there are. */
  readonly classes: number
  /** How many bins of equal width divide 0 to 1. */
  readonly bins: number
  #tallies: readonly Tally[]

  /** @throws OptionError when `classes` is not an integer of 2 or more, or `bins` of 1 or more. */
  constructor(options: CalibrationOptions) {
    checkCall('ExpectedCalibrationError', arguments, calibrationArguments)
    const { classes, bins = 15 } = options
    this.classes = integerOption('ExpectedCalibrationError', 'classes', classes, 2)
    this.bins = integerOption('ExpectedCalibrationError', 'bins', bins, 1)
    this.#tallies = new Array<Tally>(bins).fill(emptyTally)
  }

  get count(): number {
    return this.#tallies.reduce((total, { count }) => total + count, 0)
  }

  /**
   * `labels` [n] are class numbers; `probabilities` [n, classes] lie between 0 and 1.
   *
   * @throws LabelError, LengthError, NotFiniteError, ProbabilityError
   */
  update(labels: Values, probabilities: Scores): this {
    const operation = 'ExpectedCalibrationError.update'
    checkCount(operation, arguments, 2)
    const { classes } = this
    const given = numbersOf(operation, 'labels', labels)
    const flat = readProbabilities(operation, given, probabilities, classes)
    const correct = new Array<number>(this.bins).fill(0)
    const confidences = Array.from(correct, (): number[] => [])
    for (let i = 0; i < given.length; i++) {
      const row = flat.subarray(i * classes, (i + 1) * classes)
      const prediction = highest(row)
      const bin = this.#binOf(row[prediction])
      confidences[bin].push(row[prediction])
      if (prediction === given[i]) correct[bin]++
    }
    const counts = confidences.map(({ length }) => length)
    return this.#add(counts, correct, confidences)
  }

  /** @throws EmptyMetricError before the first sample. */
  compute(): number {
    const { count: total } = this
    if (total === 0) throw new EmptyMetricError('ExpectedCalibrationError.compute')
    const gaps = this.#tallies.map(({ correct, confidence }) =>
      Math.abs(correct - confidence.value),
    )
    return gaps.reduce((sum, gap) => sum + gap, 0) / total
  }

  /** The bars of the reliability diagram, from low to high confidence. */
  reliability(): ReliabilityBin[] {
    return this.#tallies.map(({ count, correct, confidence }, bin) => ({
      lower: bin / this.bins,
      upper: (bin + 1) / this.bins,
      count,
      confidence: count === 0 ? null : confidence.value / count,
      accuracy: count === 0 ? null : correct / count,
    }))
  }

  reset(): this {
    this.#tallies = this.#tallies.map(() => emptyTally)
    return this
  }

  merge(other: ExpectedCalibrationError): this {
    requireMergeable('ExpectedCalibrationError', this, other, ['classes', 'bins'])
    const { counts, correct, confidence } = other.toJSON()
    return this.#add(counts, correct, confidence)
  }

  toJSON(): CalibrationState {
    return {
      metric: 'ExpectedCalibrationError',
      classes: this.classes,
      counts: this.#tallies.map(({ count }) => count),
      correct: this.#tallies.map(({ correct }) => correct),
      confidence: this.#tallies.map(({ confidence }) => [...confidence.partials]),
    }
  }

  static from(state: unknown): ExpectedCalibrationError {
    const reader = new StateReader('ExpectedCalibrationError', state)
    const classes = reader.integer('classes', 2)
    const counts = reader.counts('counts')
    const correct = reader.counts('correct')
    const confidence = reader.rows('confidence')
    if (counts.length === 0) reader.fail('counts', 'one count a bin', counts)
    if (correct.length !== counts.length) reader.fail('correct', 'one count a bin', correct)
    if (confidence.length !== counts.length) reader.fail('confidence', 'one list a bin', confidence)
    const error = new ExpectedCalibrationError({ classes, bins: counts.length })
    return error.#add(counts, correct, confidence)
  }

  #add(counts: Numbers, correct: Numbers, confidences: ArrayLike<Numbers>): this {
    this.#tallies = this.#tallies.map((tally, bin) => ({
      count: tally.count + counts[bin],
      correct: tally.correct + correct[bin],
      confidence: tally.confidence.plus(confidences[bin]),
    }))
    return this
  }

  /** The bin whose interval (lower, upper] holds a confidence. */
  #binOf(confidence: number): number {
    let bin = 0
    while (bin < this.bins - 1 && confidence > (bin + 1) / this.bins) bin++
    return bin
  }
}
