import { UndefinedMetricError } from '../errors'
import { pairwiseSum } from '../sum/pairwise-sum'
import { type Margins, sum } from './margins'

/** The mean recall of the classes that occur among the labels. */
export function balancedAccuracy({ support, correct }: Margins): number {
  const recalls = support.flatMap((samples, c) => (samples === 0 ? [] : [correct[c] / samples]))
  return pairwiseSum(recalls) / recalls.length
}

/**
 * `1 - observed disagreement / disagreement expected by chance`, chance keeping both margins
 * (J. Cohen, "A coefficient of agreement for nominal scales", 1960).
 */
export function cohenKappa({ total, support, predicted, correct }: Margins): number {
  const observed = total - sum(correct)
  const expected = sum(support.map((samples, c) => samples * ((total - predicted[c]) / total)))
  if (expected === 0) {
    throw new UndefinedMetricError(
      'ConfusionMatrix.cohenKappa: labels and predictions are all of one class, ' +
        'so that chance cannot disagree; it takes two classes',
    )
  }
  return 1 - observed / expected
}

/**
 * The correlation of labels and predictions for any number of classes, and 0 where either is
 * constant (J. Gorodkin, "Comparing two K-category assignments by a K-category correlation
 * coefficient", 2004). `total^2 - sum(n_c^2)` is written as `sum(n_c (total - n_c))`, which does
 * not cancel.
 */
export function matthewsCorrelation({ total, support, predicted, correct }: Margins): number {
  const covariance = sum(correct) * total - sum(support.map((n, c) => n * predicted[c]))
  const spread = (counts: readonly number[]) => sum(counts.map((n) => n * (total - n)))
  const scale = Math.sqrt(spread(support)) * Math.sqrt(spread(predicted))
  return scale === 0 ? 0 : covariance / scale
}
