import { anything, listOf, optional, options, string } from '@handwritten/checks'
import type { PrecisionRecallF1, ZeroDivisionOptions } from '../classification/class-scores'
import type { ConfusionMatrix } from '../classification/confusion-matrix'
import { OptionError } from '../errors'
import { checkCall } from '../input/checks'
import { describe } from '../input/numbers'
import { classNames } from '../input/options'
import { alignRight, formatShare, textWidth } from './format'
import { matrixCheck } from './matrix-check'

/** Options of `classificationReport`. */
export interface ClassificationReportOptions extends ZeroDivisionOptions {
  /** One name per class; the class numbers if left out. */
  readonly names?: readonly string[]
  /** Decimals of the scores, 0 to 20. Default 2. */
  readonly digits?: number
}

const reportArguments = {
  matrix: matrixCheck,
  options: /* @__PURE__ */ optional(
    options<ClassificationReportOptions>({
      names: listOf(string),
      digits: anything<number>(),
      zeroDivision: anything<0 | 1>(),
    }),
  ),
}

const heads = ['precision', 'recall', 'f1-score', 'support']

/**
 * Precision, recall, F1 and support of every class and averaged, laid out as scikit-learn's
 * `classification_report` does for all `labels`: where each class occurs as a label or a
 * prediction there is a line `accuracy`, otherwise `micro avg` in its place. Where no prediction at
 * all is right, supports are `3.0`, as scikit-learn prints them.
 *
 * @throws EmptyMetricError before the first sample.
 */
export function classificationReport(
  matrix: ConfusionMatrix,
  options: ClassificationReportOptions = {},
): string {
  checkCall('classificationReport', arguments, reportArguments)
  const { names, digits = 2, zeroDivision = 0 } = options
  if (!(Number.isInteger(digits) && digits >= 0 && digits <= 20)) {
    throw new OptionError(
      `classificationReport: digits must be an integer from 0 to 20, got ${describe(digits)}`,
    )
  }
  const rowNames = classNames('classificationReport', matrix.classes, names)
  const least = Math.max('weighted avg'.length, digits)
  const width = rowNames.reduce((most, name) => Math.max(most, textWidth(name)), least)
  const line = (name: string, cells: readonly string[]) =>
    `${alignRight(name, width)}  ${cells.map((cell) => alignRight(cell, 9)).join(' ')}\n`
  const share = (value: number) => formatShare(value, digits)
  const samples = (count: number) => count.toFixed(matrix.accuracy() === 0 ? 1 : 0)
  const scoreLine = (name: string, { precision, recall, f1 }: PrecisionRecallF1, support: number) =>
    line(name, [...[precision, recall, f1].map(share), samples(support)])
  const averageLine = (name: string, average: 'macro' | 'micro' | 'weighted') =>
    scoreLine(name, matrix.averageScores(average, { zeroDivision }), matrix.count)

  const classLines = matrix
    .classScores({ zeroDivision })
    .map((scores, label) => scoreLine(rowNames[label], scores, scores.support))
  const first = everyClassOccurs(matrix)
    ? line('accuracy', ['', '', share(matrix.averageScores('micro').f1), samples(matrix.count)])
    : averageLine('micro avg', 'micro')
  return [
    line('', heads),
    '\n',
    ...classLines,
    '\n',
    first,
    averageLine('macro avg', 'macro'),
    averageLine('weighted avg', 'weighted'),
  ].join('')
}

function everyClassOccurs(matrix: ConfusionMatrix): boolean {
  const rows = matrix.compute()
  return rows.every((row, label) => row.some((n, other) => n + rows[other][label] > 0))
}
