import type { ConfusionMatrix, ExpectedCalibrationError } from '@handwritten/metrics'
import { formatCount, formatPercent } from '../../text/format'
import { printable } from '../../text/printable'
import { tableLines } from '../../text/table'

/** Mistakes of a class that are listed. */
const listed = 3

/** The most frequent mistakes of each class: `4: 16 of 982 wrong, 7 as 9, 3 as 6, 2 as 1`. */
export function confusionLines(matrix: ConfusionMatrix, classes: readonly string[]): string[] {
  return matrix.compute().map((row, label) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    const wrong = row
      .map((count, place) => ({ count, place }))
      .filter(({ count, place }) => count > 0 && place !== label)
      .sort((a, b) => b.count - a.count)
    const sum = wrong.reduce((all, { count }) => all + count, 0)
    const words = wrong
      .slice(0, listed)
      .map(({ count, place }) => `${formatCount(count)} as ${printable(classes[place]!)}`)
    return [
      `${printable(classes[label]!)}: ${formatCount(sum)} of ${formatCount(total)} wrong`,
      ...words,
    ].join(', ')
  })
}

/** A table of confidence against accuracy, and the expected calibration error. */
export function calibrationLines(error: ExpectedCalibrationError): string[] {
  const rows = error
    .reliability()
    .filter(({ count }) => count > 0)
    .map(({ lower, upper, count, confidence, accuracy }) => [
      `${Math.round(100 * lower)} to ${Math.round(100 * upper)}%`,
      formatCount(count),
      formatPercent(confidence ?? Number.NaN).trim(),
      formatPercent(accuracy ?? Number.NaN).trim(),
    ])
  return [
    ...tableLines([['probability', 'images', 'mean', 'accuracy'], ...rows], new Set([0])),
    `expected calibration error ${(100 * error.compute()).toFixed(2)}%`,
  ]
}
