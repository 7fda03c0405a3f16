import { SampleMean, type SampleMeanState } from '../average/sample-mean'
import { checkCall, checkCount } from '../input/checks'
import { mapNumbers } from '../input/map-numbers'
import { type ClassesOptions, classesArguments, integerOption } from '../input/options'
import { readProbabilities, type Scores } from '../input/scores'
import { requireMergeable } from '../input/state'
import { numbersOf, type Values } from '../input/values'
import type { Metric } from '../metric'

/** The state of a mean over samples with a probability for each class. */
export interface ProbabilityMeanState extends SampleMeanState {
  readonly classes: number
}

/** Base of the metrics that are the mean of one term per sample, from its probabilities. */
export abstract class ProbabilityMean
  extends SampleMean
  implements Metric<[labels: Values, probabilities: Scores], number>
{
  /** How many classes there are. */
  readonly classes: number

  /** @param values the arguments of the subclass's constructor */
  protected constructor(metric: string, values: ArrayLike<unknown>) {
    checkCall(metric, values, classesArguments)
    super(metric)
    const { classes } = values[0] as ClassesOptions
    this.classes = integerOption(metric, 'classes', classes, 2)
  }

  /**
   * `labels` [n] are class numbers; `probabilities` [n, classes] lie between 0 and 1.
   *
   * @throws LabelError, LengthError, NotFiniteError, ProbabilityError
   */
  update(labels: Values, probabilities: Scores): this {
    const operation = `${this.metric}.update`
    checkCount(operation, arguments, 2)
    const given = numbersOf(operation, 'labels', labels)
    const rows = readProbabilities(operation, given, probabilities, this.classes)
    const terms = mapNumbers(given, (label, sample) => {
      const start = sample * this.classes
      return this.term(label, rows.subarray(start, start + this.classes))
    })
    return this.add(terms, given.length)
  }

  override merge(other: this): this {
    requireMergeable(this.metric, this, other, ['classes'])
    return super.merge(other)
  }

  override toJSON(): ProbabilityMeanState {
    return { ...super.toJSON(), classes: this.classes }
  }

  /** The term of one sample; `row` holds its probabilities, in the precision they came in. */
  protected abstract term(label: number, row: Float32Array | Float64Array): number
}
