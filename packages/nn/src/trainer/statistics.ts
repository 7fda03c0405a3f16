import { fromTypedArray, type Tensor } from '@handwritten/tensor'
import { generatorsOf } from '../checkpoint/generators'
import type { Module } from '../module'
import type { AnyCriterion } from './criterion'
import type { Loader } from './loader'
import { Snapshot } from './snapshot'

/** A few numbers on many. */
export interface Statistics {
  readonly mean: number
  /** Of the population: divided by the count. */
  readonly std: number
  readonly min: number
  readonly max: number
  /** The root of the sum of squares. */
  readonly norm: number
}

/** One parameter of a layer, and the gradient of the loss by it. */
export interface ParameterStatistics {
  /** As in `stateDict`: `0.weight`. */
  readonly name: string
  readonly weights: Statistics
  /** null where the loss does not depend on the parameter. */
  readonly gradients: Statistics | null
}

/**
 * Of every parameter, the values and the gradients for the batch at `rows`, in the mode the model is
 * in. Nothing of the run is changed: what Dropout draws and what BatchNorm tracks is put back.
 */
export function parameterStatistics(
  model: Module,
  train: Loader,
  criterion: AnyCriterion,
  rows: Int32Array,
): ParameterStatistics[] {
  const parameters = model.namedParameters()
  const held = parameters.map(([, { grad }]) => grad)
  const buffers = Object.values(model.stateDict()).filter(({ requiresGrad }) => !requiresGrad)
  const before = new Snapshot(
    buffers,
    generatorsOf(model).map(([, generator]) => generator),
  )
  for (const [, parameter] of parameters) parameter.grad = null
  try {
    const { inputs, labels } = train.batch(fromTypedArray(rows))
    criterion.measure(model.call(inputs), labels).loss.backward()
    return parameters.map(([name, parameter]) => ({
      name,
      weights: statisticsOf(parameter),
      gradients: parameter.grad && statisticsOf(parameter.grad),
    }))
  } finally {
    before.restore()
    parameters.forEach(([, parameter], place) => {
      parameter.grad = held[place]
    })
  }
}

function statisticsOf(tensor: Tensor): Statistics {
  const values = tensor.toTypedArray()
  let [sum, squares, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    sum += value
    squares += value * value
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  const mean = sum / values.length
  let spread = 0
  for (const value of values) spread += (value - mean) ** 2
  return { mean, std: Math.sqrt(spread / values.length), min, max, norm: Math.sqrt(squares) }
}
