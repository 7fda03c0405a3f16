import { anything, number, options } from '@handwritten/checks'
import { checkCall } from '../checks'
import { requireCount, requireOption } from '../errors'
import type { Schedule } from './schedule'

const stepArguments = {
  rate: number,
  options: /* @__PURE__ */ options<{ stepSize: number; gamma?: number }>(
    { stepSize: anything<number>(), gamma: number },
    'stepSize',
  ),
}

const multiStepArguments = {
  rate: number,
  options: /* @__PURE__ */ options<{ milestones: readonly number[]; gamma?: number }>(
    { milestones: anything<readonly number[]>(), gamma: number },
    'milestones',
  ),
}

const exponentialArguments = {
  rate: number,
  options: /* @__PURE__ */ options<{ gamma: number }>({ gamma: anything<number>() }, 'gamma'),
}

/** `rate * gamma^floor(step / stepSize)`: a multiplication every `stepSize` steps. PyTorch's StepLR. */
export function stepSchedule(
  rate: number,
  options: { stepSize: number; gamma?: number },
): Schedule {
  checkCall('stepSchedule', arguments, stepArguments)
  const { stepSize, gamma = 0.1 } = options
  requireCount('stepSchedule: stepSize', stepSize)
  return (step) => rate * gamma ** Math.floor(step / stepSize)
}

/** `rate` times `gamma` for each milestone reached, a milestone given twice counting twice. MultiStepLR. */
export function multiStepSchedule(
  rate: number,
  options: { milestones: readonly number[]; gamma?: number },
): Schedule {
  checkCall('multiStepSchedule', arguments, multiStepArguments)
  const { milestones, gamma = 0.1 } = options
  requireOption(Array.isArray(milestones), 'multiStepSchedule: milestones', 'a list', milestones)
  return (step) => rate * gamma ** milestones.filter((milestone) => milestone <= step).length
}

/** `rate * gamma^step`. PyTorch's ExponentialLR. */
export function exponentialSchedule(rate: number, options: { gamma: number }): Schedule {
  checkCall('exponentialSchedule', arguments, exponentialArguments)
  const { gamma } = options
  requireOption(Number.isFinite(gamma), 'exponentialSchedule: gamma', 'a number', gamma)
  return (step) => rate * gamma ** step
}
