import { add, astype, copyInto, multiply, slice, type Tensor } from '@handwritten/tensor'
import type { StepState } from './optimizer'

/** The gradient of the loss plus `weightDecay / 2 |p|^2`. */
export function decayed(gradient: Tensor, parameter: Tensor, weightDecay: number): Tensor {
  return weightDecay === 0 ? gradient : add(gradient, multiply(parameter, weightDecay))
}

/** Writes `kept * average + (1 - kept) * value` into `average`. */
export function blend(average: Tensor, value: Tensor, kept: number): void {
  copyInto(average, add(multiply(average, kept), multiply(value, 1 - kept)))
}

/** The learning rate, 0-d in the parameter's dtype, as it is when the step runs. */
export function rateOf({ hyper }: StepState<unknown>, parameter: Tensor): Tensor {
  return astype(slice(hyper, [0]), parameter.dtype)
}

/** The number of the parameter's step, 0-d, from 1. */
export function stepOf({ hyper }: StepState<unknown>): Tensor<'float64'> {
  return slice(hyper, [hyper.size - 1])
}
