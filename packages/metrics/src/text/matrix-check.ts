import { type Check, check } from '@handwritten/checks'
import type { ConfusionMatrix } from '../classification/confusion-matrix'

/** A confusion matrix, of this copy of the package or of another one. */
export const matrixCheck: Check<ConfusionMatrix> = /* @__PURE__ */ check(
  'a ConfusionMatrix',
  (value) =>
    typeof value === 'object' && value !== null && 'classScores' in value && 'compute' in value,
)
