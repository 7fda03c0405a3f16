import { anything, number, options } from '@handwritten/checks'
import { checkCall } from '../checks'
import { requireCount } from '../errors'
import type { Schedule } from './schedule'

const linearArguments = {
  rate: number,
  options: /* @__PURE__ */ options<{ start?: number; end?: number; steps: number }>(
    { start: number, end: number, steps: anything<number>() },
    'steps',
  ),
}

/** From `rate * start` at step 0 in a straight line to `rate * end` at step `steps`, then constant. LinearLR. */
export function linearSchedule(
  rate: number,
  options: { start?: number; end?: number; steps: number },
): Schedule {
  checkCall('linearSchedule', arguments, linearArguments)
  const { start = 1 / 3, end = 1, steps } = options
  requireCount('linearSchedule: steps', steps)
  return (step) => rate * (start + ((end - start) * Math.min(step, steps)) / steps)
}
