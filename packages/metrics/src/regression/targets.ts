import { type Numbers, requireFinite, requireSameLength } from '../input/numbers'

/** Throws unless both are arrays of finite numbers, one of each per sample. */
export function requireTargets(operation: string, targets: Numbers, predictions: Numbers): void {
  requireFinite(operation, 'targets', targets)
  requireFinite(operation, 'predictions', predictions)
  requireSameLength(operation, ['targets', 'predictions'], targets, predictions)
}
