import { number } from '@handwritten/checks'
import { checkCall } from '../checks'
import type { Schedule } from './schedule'

/** The same rate at every step. */
export function constantSchedule(rate: number): Schedule {
  checkCall('constantSchedule', arguments, { rate: number })
  return () => rate
}
