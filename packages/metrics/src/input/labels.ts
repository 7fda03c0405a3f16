import { LabelError } from '../errors'
import { describe, type Numbers, requireArray, requireSameLength } from './numbers'
import { numbersOf, type Values } from './values'

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

/** The numbers of both; throws unless they are class numbers, one of each per sample. */
export function requireLabelPairs(
  operation: string,
  labels: Values,
  predictions: Values,
  classes?: number,
): [labels: Numbers, predictions: Numbers] {
  const given = numbersOf(operation, 'labels', labels)
  const found = numbersOf(operation, 'predictions', predictions)
  requireLabels(operation, 'labels', given, classes)
  requireLabels(operation, 'predictions', found, classes)
  requireSameLength(operation, ['labels', 'predictions'], given, found)
  return [given, found]
}
