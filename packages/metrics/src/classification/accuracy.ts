import { OptionError } from '../errors'
import { requireLabelPairs } from '../input/labels'
import type { Numbers } from '../input/numbers'
import { integerOption } from '../input/options'
import { StateReader } from '../input/state'
import type { Metric } from '../metric'
import { HitRate } from './hit-rate'

/** The share of samples whose predicted class is their label. */
export class Accuracy
  extends HitRate
  implements Metric<[labels: Numbers, predictions: Numbers], number>
{
  constructor() {
    super('Accuracy')
  }

  /**
   * Takes in the true and the predicted class number of each sample.
   *
   * @throws LabelError, LengthError
   */
  update(labels: Numbers, predictions: Numbers): this {
    requireLabelPairs('Accuracy.update', labels, predictions)
    let correct = 0
    for (let i = 0; i < labels.length; i++) if (labels[i] === predictions[i]) correct++
    return this.add(correct, labels.length)
  }

  /**
   * Takes in a batch whose hits were counted elsewhere, as a fused loss does.
   *
   * @throws OptionError when these are no counts, or there are more hits than samples.
   */
  updateCounts(correct: number, samples: number): this {
    integerOption('Accuracy.updateCounts', 'correct', correct, 0)
    integerOption('Accuracy.updateCounts', 'samples', samples, 0)
    if (correct > samples) {
      throw new OptionError(
        `Accuracy.updateCounts: correct must not exceed samples, got ${correct} of ${samples}`,
      )
    }
    return this.add(correct, samples)
  }

  static from(state: unknown): Accuracy {
    return new Accuracy().restore(new StateReader('Accuracy', state))
  }
}
