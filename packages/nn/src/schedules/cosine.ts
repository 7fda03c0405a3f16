import { anything, number, options } from '@handwritten/checks'
import { checkCall } from '../checks'
import { requireCount } from '../errors'
import type { Schedule } from './schedule'

const cosineArguments = {
  rate: number,
  options: /* @__PURE__ */ options<{ period: number; minimum?: number }>(
    { period: anything<number>(), minimum: number },
    'period',
  ),
}

/**
 * Half a cosine wave from `rate` at step 0 to `minimum` at step `period`, then back, and so on:
 * `minimum + (rate - minimum) (1 + cos(pi step / period)) / 2`. PyTorch's CosineAnnealingLR;
 * Loshchilov and Hutter, "SGDR" (2017), equation 5.
 */
export function cosineSchedule(
  rate: number,
  options: { period: number; minimum?: number },
): Schedule {
  checkCall('cosineSchedule', arguments, cosineArguments)
  const { period, minimum = 0 } = options
  requireCount('cosineSchedule: period', period)
  return (step) => minimum + ((rate - minimum) * (1 + Math.cos((Math.PI * step) / period))) / 2
}
