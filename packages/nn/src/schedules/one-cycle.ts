import { anything, number, oneOf, options } from '@handwritten/checks'
import { checkCall } from '../checks'
import { requireCount, requireOption } from '../errors'
import type { Schedule } from './schedule'

/** The shape of a {@link oneCycleSchedule}. */
export interface OneCycleOptions {
  /** Steps of the whole run, at least 2. */
  steps: number
  /** Fraction of the run that the rise takes. Default 0.3. */
  rise?: number
  /** The first rate is the highest divided by this. Default 25. */
  startDivisor?: number
  /** The last rate is the first one divided by this. Default 10,000. */
  endDivisor?: number
  /** The curve of rise and fall. Default `'cosine'`. */
  curve?: 'cosine' | 'linear'
}

const oneCycleArguments = {
  highest: number,
  options: /* @__PURE__ */ options<OneCycleOptions>(
    {
      steps: anything<number>(),
      rise: number,
      startDivisor: number,
      endDivisor: number,
      curve: oneOf('cosine', 'linear'),
    },
    'steps',
  ),
}

/**
 * Up from `highest / startDivisor` to `highest`, then down to nearly nothing at the last step, where
 * it stays. PyTorch's OneCycleLR; Smith and Topin, "Super-Convergence" (2018).
 */
export function oneCycleSchedule(highest: number, options: OneCycleOptions): Schedule {
  checkCall('oneCycleSchedule', arguments, oneCycleArguments)
  const { steps, rise = 0.3, startDivisor = 25, endDivisor = 1e4, curve = 'cosine' } = options
  requireCount('oneCycleSchedule: steps', steps, 2)
  requireOption(rise >= 0 && rise < 1, 'oneCycleSchedule: rise', 'at least 0 and below 1', rise)
  const first = highest / startDivisor
  const last = first / endDivisor
  const top = rise * steps - 1
  const between = curve === 'cosine' ? alongCosine : alongLine
  return (step) =>
    step < top
      ? between(first, highest, step / top)
      : between(highest, last, Math.min(1, (step - top) / (steps - 1 - top)))
}

function alongCosine(from: number, to: number, fraction: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * fraction))) / 2
}

function alongLine(from: number, to: number, fraction: number): number {
  return from + (to - from) * fraction
}
