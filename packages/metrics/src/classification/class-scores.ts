import { anything, optional, options } from '@handwritten/checks'
import { OptionError } from '../errors'
import { describe } from '../input/numbers'
import { pairwiseSum } from '../sum/pairwise-sum'
import { type Margins, sum } from './margins'

/** How the scores of several classes become one. */
export type Average = 'macro' | 'micro' | 'weighted'

/** Options of precision, recall and F1. */
export interface ZeroDivisionOptions {
  /** What counts for 0 / 0: a class never predicted (precision) or never true (recall). Default 0. */
  readonly zeroDivision?: 0 | 1
}

export const zeroDivisionOptions = /* @__PURE__ */ optional(
  options<ZeroDivisionOptions>({ zeroDivision: anything<0 | 1>() }),
)

/** Precision, recall and F1, of one class or averaged over classes. */
export interface PrecisionRecallF1 {
  /** Of what was predicted as the class, the share that was of it. */
  readonly precision: number
  /** Of what was of the class, the share that was predicted as it. */
  readonly recall: number
  /** `2 precision recall / (precision + recall)`, and 0 where both are 0. */
  readonly f1: number
}

/** The scores of one class. */
export interface ClassScores extends PrecisionRecallF1 {
  /** How many samples are of the class. */
  readonly support: number
}

/** The scores of each class. */
export function classScores(margins: Margins, division: ZeroDivisionOptions = {}): ClassScores[] {
  return margins.support.map((support, c) => ({
    ...scoresOf(margins.correct[c], margins.predicted[c], support, division),
    support,
  }))
}

/**
 * Scores over all classes: `macro` is the plain mean, a class that never occurs included;
 * `weighted` is the mean weighted by support; `micro` counts all classes' hits together.
 */
export function averageScores(
  margins: Margins,
  average: Average,
  division: ZeroDivisionOptions = {},
): PrecisionRecallF1 {
  if (average === 'micro') {
    return scoresOf(sum(margins.correct), margins.total, margins.total, division)
  }
  if (average !== 'macro' && average !== 'weighted') {
    throw new OptionError(
      'ConfusionMatrix.averageScores: average must be "macro", "micro" or "weighted", ' +
        `got ${describe(average)}`,
    )
  }
  const scores = classScores(margins, division)
  const weights = scores.map(({ support }) => (average === 'weighted' ? support : 1))
  const mean = (name: keyof PrecisionRecallF1) =>
    pairwiseSum(scores.map((score, c) => score[name] * weights[c])) / sum(weights)
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') }
}

function scoresOf(
  correct: number,
  predicted: number,
  support: number,
  { zeroDivision = 0 }: ZeroDivisionOptions,
): PrecisionRecallF1 {
  if (zeroDivision !== 0 && zeroDivision !== 1) {
    throw new OptionError(
      `ConfusionMatrix: zeroDivision must be 0 or 1, got ${describe(zeroDivision)}`,
    )
  }
  const precision = predicted === 0 ? zeroDivision : correct / predicted
  const recall = support === 0 ? zeroDivision : correct / support
  const both = precision + recall
  return { precision, recall, f1: both === 0 ? 0 : (2 * precision * recall) / both }
}
