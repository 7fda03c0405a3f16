import { anything, check, func, listOf, number, options } from '@handwritten/checks'
import { checkCall } from '../checks'
import { OptionError, requireCount } from '../errors'
import type { Schedule } from './schedule'

const warmUpArguments = {
  schedule: /* @__PURE__ */ func<Schedule>(),
  options: /* @__PURE__ */ options<{ steps: number; start?: number }>(
    { steps: anything<number>(), start: number },
    'steps',
  ),
}

const partCheck = /* @__PURE__ */ check<readonly [schedule: Schedule, steps?: number]>(
  'a list of a schedule and its number of steps',
  (value) => Array.isArray(value) && typeof value[0] === 'function' && value.length <= 2,
)

/** The first `steps` steps of `schedule` scaled from `start` (a fraction) in a straight line up to 1. */
export function warmUpSchedule(
  schedule: Schedule,
  options: { steps: number; start?: number },
): Schedule {
  checkCall('warmUpSchedule', arguments, warmUpArguments)
  const { steps, start = 0 } = options
  requireCount('warmUpSchedule: steps', steps)
  return (step) => schedule(step) * (start + ((1 - start) * Math.min(step, steps)) / steps)
}

/**
 * Schedules one after the other, each counting its own steps from 0; the last one has no end.
 * `chainedSchedule([linearSchedule(0.1, { steps: 100 }), 100], [constantSchedule(0.1)])`
 */
export function chainedSchedule(
  ...parts: readonly [schedule: Schedule, steps?: number][]
): Schedule {
  if (parts.length === 0) throw new OptionError('chainedSchedule: at least one schedule is needed')
  const problem = listOf(partCheck)(parts, 'parts')
  if (problem !== undefined) throw new OptionError(`chainedSchedule: ${problem}`)
  parts.slice(0, -1).forEach(([, steps]) => {
    requireCount('chainedSchedule: steps of every schedule but the last', steps ?? Number.NaN)
  })
  return (step) => {
    let rest = step
    for (const [schedule, steps = Number.POSITIVE_INFINITY] of parts.slice(0, -1)) {
      if (rest < steps) return schedule(rest)
      rest -= steps
    }
    return parts[parts.length - 1][0](rest)
  }
}
