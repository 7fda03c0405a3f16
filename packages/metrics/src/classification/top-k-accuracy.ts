import { anything, options } from '@handwritten/checks'
import { checkCall, checkCount } from '../input/checks'
import { type ClassesOptions, integerOption } from '../input/options'
import { readScores, type Scores } from '../input/scores'
import { requireMergeable, StateReader } from '../input/state'
import { numbersOf, type Values } from '../input/values'
import type { Metric } from '../metric'
import { HitRate, type HitRateState } from './hit-rate'

/** Options of `TopKAccuracy`. */
export interface TopKOptions extends ClassesOptions {
  /** How many of the highest scores are looked at. */
  readonly k: number
}

const topKArguments = {
  options: /* @__PURE__ */ options<TopKOptions>({
    classes: anything<number>(),
    k: anything<number>(),
  }),
}

/** The state of a `TopKAccuracy` as plain data. */
export interface TopKAccuracyState extends HitRateState {
  readonly classes: number
  readonly k: number
}

/**
 * The share of samples whose label is among the k classes of highest score. Among equal scores the
 * higher class number comes first, as in scikit-learn; with `k >= classes` every sample is a hit.
 */
export class TopKAccuracy
  extends HitRate
  implements Metric<[labels: Values, scores: Scores], number>
{
  /** How many classes there are. */
  readonly classes: number
  /** How many of the highest scores are looked at. */
  readonly k: number

  /** @throws OptionError when `classes` or `k` is not an integer of 1 or more. */
  constructor(options: TopKOptions) {
    checkCall('TopKAccuracy', arguments, topKArguments)
    const { classes, k } = options
    super('TopKAccuracy')
    this.classes = integerOption('TopKAccuracy', 'classes', classes, 1)
    this.k = integerOption('TopKAccuracy', 'k', k, 1)
  }

  /**
   * `labels` [n] are class numbers, `scores` [n, classes] probabilities or logits.
   *
   * @throws LabelError, LengthError, NotFiniteError
   */
  update(labels: Values, scores: Scores): this {
    checkCount('TopKAccuracy.update', arguments, 2)
    const { classes, k } = this
    const given = numbersOf('TopKAccuracy.update', 'labels', labels)
    const flat = readScores('TopKAccuracy.update', given, scores, classes)
    let correct = 0
    for (let i = 0; i < given.length; i++) {
      if (rank(flat.subarray(i * classes, (i + 1) * classes), given[i]) < k) correct++
    }
    return this.add(correct, given.length)
  }

  override merge(other: this): this {
    requireMergeable('TopKAccuracy', this, other, ['classes', 'k'])
    return super.merge(other)
  }

  override toJSON(): TopKAccuracyState {
    return { ...super.toJSON(), classes: this.classes, k: this.k }
  }

  static from(state: unknown): TopKAccuracy {
    const reader = new StateReader('TopKAccuracy', state)
    const settings = { classes: reader.integer('classes', 1), k: reader.integer('k', 1) }
    return new TopKAccuracy(settings).restore(reader)
  }
}

/** How many classes come before `label` when a row is sorted from high to low. */
function rank(row: Float32Array | Float64Array, label: number): number {
  let before = 0
  for (let c = 0; c < row.length; c++) {
    if (row[c] > row[label] || (row[c] === row[label] && c > label)) before++
  }
  return before
}
