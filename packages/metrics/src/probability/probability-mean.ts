import { SampleMean, type SampleMeanState } from '../average/sample-mean'
import { mapNumbers } from '../input/map-numbers'
import type { Numbers } from '../input/numbers'
import { type ClassesOptions, integerOption } from '../input/options'
import { readProbabilities, type Scores } from '../input/scores'
import { requireMergeable } from '../input/state'
import type { Metric } from '../metric'

/** The state of a mean over samples with a probability for each class. */
export interface ProbabilityMeanState extends SampleMeanState {
  readonly classes: number
}

/** Base of the metrics that are the mean of one term per sample, from its probabilities. */
export abstract class ProbabilityMean
  extends SampleMean
  implements Metric<[labels: Numbers, probabilities: Scores], number>
{
  /** How many classes there are. */
  readonly classes: number

  protected constructor(metric: string, { classes }: ClassesOptions) {
    super(metric)
    this.classes = integerOption(metric, 'classes', classes, 2)
  }

  /**
   * `labels` [n] are class numbers; `probabilities` [n, classes] lie between 0 and 1.
   *
   * @throws LabelError, LengthError, NotFiniteError, ProbabilityError
   */
  update(labels: Numbers, probabilities: Scores): this {
    const operation = `${this.metric}.update`
    const rows = readProbabilities(operation, labels, probabilities, this.classes)
    const terms = mapNumbers(labels, (label, sample) => {
      const start = sample * this.classes
      return this.term(label, rows.subarray(start, start + this.classes))
    })
    return this.add(terms, labels.length)
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
