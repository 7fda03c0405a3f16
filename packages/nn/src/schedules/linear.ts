import { requireCount } from '../errors'
import type { Schedule } from './schedule'

/** From `rate * start` at step 0 in a straight line to `rate * end` at step `steps`, then constant. LinearLR. */
export function linearSchedule(
  rate: number,
  { start = 1 / 3, end = 1, steps }: { start?: number; end?: number; steps: number },
): Schedule {
  requireCount('linearSchedule: steps', steps)
  return (step) => rate * (start + ((end - start) * Math.min(step, steps)) / steps)
}
