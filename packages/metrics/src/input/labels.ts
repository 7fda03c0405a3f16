import { LabelError } from '../errors'
import { describe, type Numbers, requireArray, requireSameLength } from './numbers'

/** Throws unless `values` is an array of class numbers, integers from 0 to `classes` - 1. */
export function requireLabels(
  operation: string,
  name: string,
  values: Numbers,
  classes = Number.POSITIVE_INFINITY,
): void {
  requireArray(operation, name, values)
  const range = Number.isFinite(classes) ? `from 0 to ${classes - 1}` : 'of 0 or more'
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (Number.isInteger(value) && value >= 0 && value < classes) continue
    throw new LabelError(
      `${operation}: ${name}[${i}] must be a class number, an integer ${range}, ` +
        `got ${describe(value)}`,
    )
  }
}

/** Throws unless both are arrays of class numbers, one of each per sample. */
export function requireLabelPairs(
  operation: string,
  labels: Numbers,
  predictions: Numbers,
  classes?: number,
): void {
  requireLabels(operation, 'labels', labels, classes)
  requireLabels(operation, 'predictions', predictions, classes)
  requireSameLength(operation, ['labels', 'predictions'], labels, predictions)
}
