import { EmptyMetricError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import type { Numbers } from '../input/numbers'
import { type ClassesOptions, classesArguments, integerOption } from '../input/options'
import { readScores, type Scores } from '../input/scores'
import { requireMergeable, type StateReader } from '../input/state'
import { numbersOf, type Values } from '../input/values'

/** The state of a metric that keeps every score, as plain data. */
export interface ScoresState {
  readonly metric: string
  readonly classes: number
  readonly labels: readonly number[]
  /** Row-major [samples, classes]. */
  readonly scores: readonly number[]
}

/** The scores that one class was given, apart by whether the sample is of the class. */
export interface SplitScores {
  readonly positive: Float64Array
  readonly negative: Float64Array
}

/**
 * Base of the metrics that rank all samples by the score of a class, that class against the rest.
 * Being exact, they keep every score: 8 bytes per sample and class.
 */
export abstract class OneAgainstRest {
  /** How many classes there are. */
  readonly classes: number
  protected readonly metric: string
  #labels: number[] = []
  #scores: number[] = []

  /** @param values the arguments of the subclass's constructor */
  protected constructor(metric: string, values: ArrayLike<unknown>) {
    checkCall(metric, values, classesArguments)
    const { classes } = values[0] as ClassesOptions
    this.metric = metric
    this.classes = integerOption(metric, 'classes', classes, 2)
  }

  /** How many samples were seen. */
  get count(): number {
    return this.#labels.length
  }

  /**
   * `labels` [n] are class numbers, `scores` [n, classes] probabilities or logits.
   *
   * @throws LabelError, LengthError, NotFiniteError
   */
  update(labels: Values, scores: Scores): this {
    const operation = `${this.metric}.update`
    checkCount(operation, arguments, 2)
    const given = numbersOf(operation, 'labels', labels)
    return this.#add(given, readScores(operation, given, scores, this.classes))
  }

  reset(): this {
    this.#labels = []
    this.#scores = []
    return this
  }

  merge(other: this): this {
    requireMergeable(this.metric, this, other, ['classes'])
    return this.#add(other.#labels, other.#scores)
  }

  toJSON(): ScoresState {
    return {
      metric: this.metric,
      classes: this.classes,
      labels: [...this.#labels],
      scores: [...this.#scores],
    }
  }

  protected restore(reader: StateReader): this {
    const labels = reader.counts('labels')
    const scores = reader.numbers('scores')
    if (labels.some((label) => label >= this.classes)) {
      reader.fail('labels', `class numbers below ${this.classes}`, labels)
    }
    if (scores.length !== labels.length * this.classes) {
      reader.fail('scores', 'one score per label and class', scores)
    }
    return this.#add(labels, scores)
  }

  /** @throws EmptyMetricError before the first sample. */
  protected split(operation: string, positiveClass: number): SplitScores {
    if (this.count === 0) throw new EmptyMetricError(`${this.metric}.${operation}`)
    const scores = this.#labels.map((_, i) => this.#scores[i * this.classes + positiveClass])
    const isPositive = (_: number, i: number) => this.#labels[i] === positiveClass
    return {
      positive: new Float64Array(scores.filter(isPositive)),
      negative: new Float64Array(scores.filter((score, i) => !isPositive(score, i))),
    }
  }

  #add(labels: Numbers, scores: Numbers): this {
    const samples = labels.length
    for (let i = 0; i < samples; i++) this.#labels.push(labels[i])
    for (let i = 0; i < samples * this.classes; i++) this.#scores.push(scores[i])
    return this
  }
}
