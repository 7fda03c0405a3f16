import type { View } from '../../core/view'
import { forEachPosition } from './for-each-row'

/** The numbers in a one-dimensional view. */
function values(view: View): number[] {
  return Array.from(
    { length: view.shape[0] },
    (_, i) => view.data[view.offset + i * view.strides[0]],
  )
}

export function sgdUpdate(
  parameter: View,
  gradient: View,
  velocity: View | null,
  hyper: View,
  nesterov: boolean,
): void {
  const [rate, momentum, dampening, decay, step] = values(hyper)
  const share = step === 1 ? 1 : 1 - dampening
  const kept = step === 1 ? 0 : momentum
  const w = parameter.data
  forEachPosition(parameter.shape, [parameter, gradient, velocity ?? parameter], (at) => {
    const g = gradient.data[at[1]] + decay * w[at[0]]
    if (velocity === null) {
      w[at[0]] -= rate * g
      return
    }
    const v = kept * velocity.data[at[2]] + share * g
    velocity.data[at[2]] = v
    w[at[0]] -= rate * (nesterov ? g + momentum * v : v)
  })
}

export function adamUpdate(
  parameter: View,
  gradient: View,
  first: View,
  second: View,
  largest: View | null,
  hyper: View,
  decoupled: boolean,
): void {
  const [rate, beta1, beta2, epsilon, decay, step] = values(hyper)
  const rateNow = rate / (1 - beta1 ** step)
  const root = Math.sqrt(1 - beta2 ** step)
  const w = parameter.data
  const views = [parameter, gradient, first, second, largest ?? second]
  forEachPosition(parameter.shape, views, (at) => {
    const before = decoupled ? w[at[0]] * (1 - rate * decay) : w[at[0]]
    const g = gradient.data[at[1]] + (decoupled ? 0 : decay * w[at[0]])
    const m = beta1 * first.data[at[2]] + (1 - beta1) * g
    const v = beta2 * second.data[at[3]] + (1 - beta2) * g * g
    first.data[at[2]] = m
    second.data[at[3]] = v
    const scale = largest === null ? v : Math.max(largest.data[at[4]], v)
    if (largest !== null) largest.data[at[4]] = scale
    w[at[0]] = before - (rateNow * m) / (Math.sqrt(scale) / root + epsilon)
  })
}
