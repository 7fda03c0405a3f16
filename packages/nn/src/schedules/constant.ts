import type { Schedule } from './schedule'

/** The same rate at every step. */
export function constantSchedule(rate: number): Schedule {
  return () => rate
}
