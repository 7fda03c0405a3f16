import { requireCount } from '../errors'
import type { Schedule } from './schedule'

/**
 * Half a cosine wave from `rate` at step 0 to `minimum` at step `period`, then back, and so on:
 * `minimum + (rate - minimum) (1 + cos(pi step / period)) / 2`. PyTorch's CosineAnnealingLR;
 * Loshchilov and Hutter, "SGDR" (2017), equation 5.
 */
export function cosineSchedule(
  rate: number,
  { period, minimum = 0 }: { period: number; minimum?: number },
): Schedule {
  requireCount('cosineSchedule: period', period)
  return (step) => minimum + ((rate - minimum) * (1 + Math.cos((Math.PI * step) / period))) / 2
}
