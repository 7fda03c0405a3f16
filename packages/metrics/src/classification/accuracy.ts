import { OptionError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import { requireLabelPairs } from '../input/labels'
import { integerOption } from '../input/options'
import { StateReader } from '../input/state'
import type { Values } from '../input/values'
import type { Metric } from '../metric'
import { HitRate } from './hit-rate'

/** The share of samples whose predicted class is their label. */
export class Accuracy
  extends HitRate
  implements Metric<[labels: Values, predictions: Values], number>
{
  constructor() {
    checkCall('Accuracy', arguments, {})
    super('Accuracy')
  }

  /**
   * Takes in the true and the predicted class number of each sample.
   *
   * @throws LabelError, LengthError
   */
  update(labels: Values, predictions: Values): this {
    checkCount('Accuracy.update', arguments, 2)
    const [given, found] = requireLabelPairs('Accuracy.update', labels, predictions)
    let correct = 0
    for (let i = 0; i < given.length; i++) if (given[i] === found[i]) correct++
    return this.add(correct, given.length)
  }

  /**
   * Takes in a batch whose hits were counted elsewhere, as a fused loss does.
   *
   * @throws OptionError when these are no counts, or there are more hits than samples.
   */
  updateCounts(correct: number, samples: number): this {
    checkCount('Accuracy.updateCounts', arguments, 2)
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
