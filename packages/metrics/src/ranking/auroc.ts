import { UndefinedMetricError } from '../errors'
import type { ClassesOptions } from '../input/options'
import type { Scores } from '../input/scores'
import { StateReader } from '../input/state'
import type { Values } from '../input/values'
import type { Metric } from '../metric'
import { OneAgainstRest, type SplitScores } from './one-against-rest'
import { thresholds } from './thresholds'

/**
 * Area under the receiver operating characteristic, each class against the rest: the share of
 * (positive, negative) pairs in which the positive scores higher, ties counted half
 * (J. A. Hanley and B. J. McNeil, 1982). Exact, on every score seen.
 */
export class AUROC
  extends OneAgainstRest
  implements Metric<[labels: Values, scores: Scores], number>
{
  /** @throws OptionError when `classes` is not an integer of 2 or more. */
  constructor(_options: ClassesOptions) {
    super('AUROC', arguments)
  }

  /**
   * The plain mean over classes.
   *
   * @throws EmptyMetricError before the first sample.
   * @throws UndefinedMetricError when a class never occurs, or no other does.
   */
  compute(): number {
    const areas = Array.from({ length: this.classes }, (_, c) => {
      const area = areaUnderCurve(this.split('compute', c))
      if (area !== null) return area
      throw new UndefinedMetricError(
        `AUROC.compute: undefined for class ${c}, which needs samples both of it and of the ` +
          'rest; perClass gives the other classes',
      )
    })
    return areas.reduce((sum, area) => sum + area, 0) / this.classes
  }

  /**
   * The area of each class; null where the class never occurs, or no other does.
   *
   * @throws EmptyMetricError before the first sample.
   */
  perClass(): (number | null)[] {
    return Array.from({ length: this.classes }, (_, c) => areaUnderCurve(this.split('perClass', c)))
  }

  static from(state: unknown): AUROC {
    const reader = new StateReader('AUROC', state)
    return new AUROC({ classes: reader.integer('classes', 2) }).restore(reader)
  }
}

function areaUnderCurve(scores: SplitScores): number | null {
  const pairs = scores.positive.length * scores.negative.length
  if (pairs === 0) return null
  let twiceWon = 0
  for (const { falsePositives, newTruePositives, newFalsePositives } of thresholds(scores)) {
    const below = scores.negative.length - falsePositives
    twiceWon += newTruePositives * (2 * below + newFalsePositives)
  }
  return twiceWon / (2 * pairs)
}
