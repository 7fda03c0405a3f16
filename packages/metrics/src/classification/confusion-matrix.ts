import { anything } from '@handwritten/checks'
import { EmptyMetricError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import { requireLabelPairs } from '../input/labels'
import { type ClassesOptions, classesArguments, integerOption } from '../input/options'
import { requireMergeable, StateReader } from '../input/state'
import type { Values } from '../input/values'
import type { Metric } from '../metric'
import { balancedAccuracy, cohenKappa, matthewsCorrelation } from './agreement'
import {
  type Average,
  averageScores,
  type ClassScores,
  classScores,
  type PrecisionRecallF1,
  type ZeroDivisionOptions,
  zeroDivisionOptions,
} from './class-scores'
import { type Margins, sum } from './margins'

/** The state of a `ConfusionMatrix` as plain data. */
export interface ConfusionMatrixState {
  readonly metric: 'ConfusionMatrix'
  /** [classes][classes], rows true. */
  readonly counts: readonly (readonly number[])[]
}

/**
 * Counts of samples by true class (rows) and predicted class (columns), and the measures that
 * derive from them. Each of those throws an EmptyMetricError before the first sample.
 */
export class ConfusionMatrix implements Metric<[labels: Values, predictions: Values], number[][]> {
  /** How many classes there are. */
  readonly classes: number
  #counts: Float64Array
  #count = 0

  /** @throws OptionError when `classes` is not an integer of 1 or more. */
  constructor(options: ClassesOptions) {
    checkCall('ConfusionMatrix', arguments, classesArguments)
    const { classes } = options
    this.classes = integerOption('ConfusionMatrix', 'classes', classes, 1)
    this.#counts = new Float64Array(classes * classes)
  }

  get count(): number {
    return this.#count
  }

  /**
   * Takes in the true and the predicted class number of each sample.
   *
   * @throws LabelError, LengthError
   */
  update(labels: Values, predictions: Values): this {
    checkCount('ConfusionMatrix.update', arguments, 2)
    const { classes } = this
    const [given, found] = requireLabelPairs('ConfusionMatrix.update', labels, predictions, classes)
    for (let i = 0; i < given.length; i++) this.#counts[given[i] * classes + found[i]]++
    this.#count += given.length
    return this
  }

  /** The counts [classes][classes] as integers, rows true; zeros before the first sample. */
  compute(): number[][] {
    return Array.from({ length: this.classes }, (_, label) => [
      ...this.#counts.subarray(label * this.classes, (label + 1) * this.classes),
    ])
  }

  /** Precision, recall, F1 and support of each class. */
  classScores(options: ZeroDivisionOptions = {}): ClassScores[] {
    checkCall('ConfusionMatrix.classScores', arguments, { options: zeroDivisionOptions })
    return classScores(this.#margins('classScores'), options)
  }

  /**
   * Precision, recall and F1 over all classes: `macro` is their plain mean, a class that never
   * occurs included; `weighted` is weighted by support; `micro` counts all hits together.
   */
  averageScores(average: Average, options: ZeroDivisionOptions = {}): PrecisionRecallF1 {
    const signature = { average: anything<Average>(), options: zeroDivisionOptions }
    checkCall('ConfusionMatrix.averageScores', arguments, signature)
    return averageScores(this.#margins('averageScores'), average, options)
  }

  /** The share of samples on the diagonal. */
  accuracy(): number {
    const { correct, total } = this.#margins('accuracy')
    return sum(correct) / total
  }

  /** The mean recall of the classes that occur among the labels. */
  balancedAccuracy(): number {
    return balancedAccuracy(this.#margins('balancedAccuracy'))
  }

  /**
   * Cohen's kappa: agreement beyond chance, 1 at most.
   *
   * @throws UndefinedMetricError when labels and predictions are all of one and the same class.
   */
  cohenKappa(): number {
    return cohenKappa(this.#margins('cohenKappa'))
  }

  /** Matthews' correlation, from -1 to 1; 0 where labels or predictions are constant. */
  matthewsCorrelation(): number {
    return matthewsCorrelation(this.#margins('matthewsCorrelation'))
  }

  reset(): this {
    this.#counts.fill(0)
    this.#count = 0
    return this
  }

  merge(other: ConfusionMatrix): this {
    requireMergeable('ConfusionMatrix', this, other, ['classes'])
    this.#counts = this.#counts.map((count, i) => count + other.#counts[i])
    this.#count += other.#count
    return this
  }

  toJSON(): ConfusionMatrixState {
    return { metric: 'ConfusionMatrix', counts: this.compute() }
  }

  static from(state: unknown): ConfusionMatrix {
    const reader = new StateReader('ConfusionMatrix', state)
    const rows = reader.rows('counts')
    const isSquare = rows.length > 0 && rows.every((row) => row.length === rows.length)
    if (!isSquare || !rows.flat().every((count) => Number.isSafeInteger(count) && count >= 0)) {
      reader.fail('counts', 'a square matrix of counts', rows)
    }
    const matrix = new ConfusionMatrix({ classes: rows.length })
    matrix.#counts.set(rows.flat())
    matrix.#count = sum(rows.flat())
    return matrix
  }

  #margins(measure: string): Margins {
    if (this.#count === 0) throw new EmptyMetricError(`ConfusionMatrix.${measure}`)
    const rows = this.compute()
    return {
      total: this.#count,
      support: rows.map(sum),
      predicted: rows.map((_, c) => sum(rows.map((row) => row[c]))),
      correct: rows.map((row, c) => row[c]),
    }
  }
}
