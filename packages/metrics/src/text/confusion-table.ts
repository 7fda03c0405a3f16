import { listOf, optional, options, string } from '@handwritten/checks'
import type { ConfusionMatrix } from '../classification/confusion-matrix'
import { checkCall } from '../input/checks'
import { classNames } from '../input/options'
import { alignRight, textWidth } from './format'
import { matrixCheck } from './matrix-check'

/** Options of `confusionTable`. */
export interface ConfusionTableOptions {
  /** One name per class; the class numbers if left out. */
  readonly names?: readonly string[]
}

const tableArguments = {
  matrix: matrixCheck,
  options: /* @__PURE__ */ optional(options<ConfusionTableOptions>({ names: listOf(string) })),
}

const corner = 'true \\ predicted'

/** A confusion matrix as lines of text: a row per true class, a column per predicted class. */
export function confusionTable(
  matrix: ConfusionMatrix,
  options: ConfusionTableOptions = {},
): string {
  checkCall('confusionTable', arguments, tableArguments)
  const { names } = options
  const heads = classNames('confusionTable', matrix.classes, names)
  const rows = matrix.compute().map((counts, label) => [heads[label], ...counts.map(String)])
  const table = [[corner, ...heads], ...rows]
  const widths = table[0].map((_, column) =>
    table.reduce((width, row) => Math.max(width, textWidth(row[column])), 0),
  )
  const lines = table.map((row) =>
    row.map((cell, column) => alignRight(cell, widths[column])).join('  '),
  )
  return `${lines.join('\n')}\n`
}
