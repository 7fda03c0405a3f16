import { readFileSync } from 'node:fs'
import { setBackend, type Tensor, tensor } from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clipGradNorm, clipGradValue } from '../src/index'
import { expectClose, float64, readFixture } from './support/golden'
import {
  type LayerCase,
  type LossCase,
  makeLayer,
  makeLoss,
  makeOptimizer,
  makeSchedule,
  type OptimizerCase,
  type ScheduleCase,
  type TorchCases,
} from './support/torch-cases'

// Random cases of torch/make-cases.py: a small sample, or as many as one likes from a file of one's own.
const file = process.env.TORCH_CASES
const cases: TorchCases = file
  ? JSON.parse(readFileSync(file, 'utf8'))
  : readFixture('torch-cases.json')

/** Checks all cases of a name together, and says which of them failed. */
function each<Case extends { name: string; args: unknown }>(
  all: readonly Case[],
  check: (one: Case) => void,
): void {
  it.each([...new Set(all.map(({ name }) => name))])('%s', (name) => {
    all.forEach((one, place) => {
      if (one.name !== name) return
      try {
        check(one)
      } catch (error) {
        throw new Error(`case ${place}, ${JSON.stringify(one.args)}`, { cause: error })
      }
    })
  })
}

function checkLayer(golden: LayerCase): void {
  const layer = makeLayer(golden)
  const x = float64(golden.x, true)
  const y = layer.call(x)
  expectClose(y, golden.y)
  y.backward(float64(golden.grad_y))
  expectClose(x.grad as Tensor, golden.grad_x)
  const parameters = layer.namedParameters()
  expect(parameters.map(([name]) => name)).toEqual(Object.keys(golden.gradients))
  for (const [name, { grad }] of parameters) expectClose(grad as Tensor, golden.gradients[name])
  const state = layer.stateDict()
  expect(Object.keys(state)).toEqual(Object.keys(golden.state_after))
  for (const [name, value] of Object.entries(state)) expectClose(value, golden.state_after[name])
}

function checkLoss(golden: LossCase): void {
  const input = float64(golden.input, true)
  const target = golden.labels
    ? tensor(Int32Array.from(golden.target as number[]))
    : float64(golden.target)
  const value = makeLoss(golden).forward(input, target)
  expectClose(value, golden.value)
  value.backward(float64(golden.grad_value))
  expectClose(input.grad as Tensor, golden.grad_input)
}

function checkOptimizer(golden: OptimizerCase): void {
  const parameters = golden.start.map((values) => float64(values, true))
  const optimizer = makeOptimizer(golden, parameters)
  for (const { gradients, after } of golden.steps) {
    parameters.forEach((parameter, place) => {
      parameter.grad = float64(gradients[place])
    })
    if (golden.clip?.norm) clipGradNorm(parameters, golden.clip.norm)
    if (golden.clip?.value) clipGradValue(parameters, golden.clip.value)
    optimizer.step()
    parameters.forEach((parameter, place) => {
      expectClose(parameter, after[place])
    })
  }
}

function checkSchedule(golden: ScheduleCase): void {
  const schedule = makeSchedule(golden)
  golden.rates.forEach((rate, step) => {
    const bound = 1e-12 + 1e-10 * Math.abs(rate)
    expect(Math.abs(schedule(step) - rate), `step ${step}`).toBeLessThanOrEqual(bound)
  })
}

describe.each(['wasm', 'reference'] as const)('on %s, as PyTorch computes them:', (backend) => {
  beforeAll(() => setBackend(backend))
  afterAll(() => setBackend('wasm'))
  describe('layers', () => each(cases.layers, checkLayer))
  describe('losses', () => each(cases.losses, checkLoss))
  describe('optimizers', () => each(cases.optimizers, checkOptimizer))
})

describe('schedules as PyTorch computes them', () => each(cases.schedules, checkSchedule))
