import { requireCount, requireOption } from '../errors'
import type { Schedule } from './schedule'

/** `rate * gamma^floor(step / stepSize)`: a multiplication every `stepSize` steps. PyTorch's StepLR. */
export function stepSchedule(
  rate: number,
  { stepSize, gamma = 0.1 }: { stepSize: number; gamma?: number },
): Schedule {
  requireCount('stepSchedule: stepSize', stepSize)
  return (step) => rate * gamma ** Math.floor(step / stepSize)
}

/** `rate` times `gamma` for each milestone reached, a milestone given twice counting twice. MultiStepLR. */
export function multiStepSchedule(
  rate: number,
  { milestones, gamma = 0.1 }: { milestones: readonly number[]; gamma?: number },
): Schedule {
  requireOption(Array.isArray(milestones), 'multiStepSchedule: milestones', 'a list', milestones)
  return (step) => rate * gamma ** milestones.filter((milestone) => milestone <= step).length
}

/** `rate * gamma^step`. PyTorch's ExponentialLR. */
export function exponentialSchedule(rate: number, { gamma }: { gamma: number }): Schedule {
  requireOption(Number.isFinite(gamma), 'exponentialSchedule: gamma', 'a number', gamma)
  return (step) => rate * gamma ** step
}
