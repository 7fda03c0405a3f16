import { setBackend, type Tensor } from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AvgPool2d,
  BatchNorm1d,
  Conv2d,
  ELU,
  GELU,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  MaxPool2d,
  type Module,
  ReLU,
  SELU,
  Sequential,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Tanh,
} from '../src/index'
import { expectClose, float64, type Nested, readFixture } from './support/golden'

interface Case {
  name: string
  x: Nested
  y: Nested
  grad_y: Nested
  grad_x: Nested
  parameters: Record<string, { value: Nested; grad: Nested }>
  running_mean?: Nested
  running_var?: Nested
}

const dtype = 'float64'
const made: Record<string, () => Module> = {
  Linear: () => new Linear(5, 4, { dtype }),
  'Linear without bias': () => new Linear(5, 4, { dtype, bias: false }),
  ReLU: () => new ReLU(),
  'LeakyReLU(0.01)': () => new LeakyReLU(),
  ELU: () => new ELU(),
  SELU: () => new SELU(),
  GELU: () => new GELU(),
  'GELU tanh': () => new GELU({ approximate: 'tanh' }),
  SiLU: () => new SiLU(),
  Sigmoid: () => new Sigmoid(),
  Tanh: () => new Tanh(),
  Softplus: () => new Softplus(),
  'Softmax(dim=-1)': () => new Softmax(),
  'LogSoftmax(dim=-1)': () => new LogSoftmax(),
  'LayerNorm(6)': () => new LayerNorm(6, { dtype }),
  'BatchNorm1d(6) in training': () => new BatchNorm1d(6, { dtype }),
  'BatchNorm1d(6) in evaluation': () => new BatchNorm1d(6, { dtype }).eval(),
  'Conv2d(2, 3, 3, padding=1)': () => new Conv2d(2, 3, 3, { dtype, padding: 1 }),
  'Conv2d(2, 4, 3, stride=2)': () => new Conv2d(2, 4, 3, { dtype, stride: 2 }),
  'MaxPool2d(2)': () => new MaxPool2d(2),
  'AvgPool2d(2)': () => new AvgPool2d(2),
  'Sequential(Linear, ReLU, Linear)': () =>
    new Sequential(new Linear(5, 7, { dtype }), new ReLU(), new Linear(7, 3, { dtype })),
}

const cases = readFixture<{ layers: Case[] }>('nn.json').layers

/** The layer with the parameters of a case, and, in evaluation, what the case before it has tracked. */
function prepare(golden: Case): Module {
  const layer = made[golden.name]()
  const given = Object.entries(golden.parameters).map(([name, { value }]) => [name, float64(value)])
  const trained = layer.training ? undefined : cases[cases.indexOf(golden) - 1]
  const tracked = trained && {
    running_mean: float64(trained.running_mean as Nested),
    running_var: float64(trained.running_var as Nested),
  }
  const state: Record<string, Tensor> = {
    ...layer.stateDict(),
    ...Object.fromEntries(given),
    ...tracked,
  }
  layer.loadStateDict(state)
  return layer
}

describe.each(['wasm', 'reference'] as const)(
  'layers on %s, as PyTorch computes them:',
  (backend) => {
    beforeAll(() => setBackend(backend))
    afterAll(() => setBackend('wasm'))

    it.each(cases)('$name', (golden) => {
      const layer = prepare(golden)
      const x = float64(golden.x, true)
      const y = layer.call(x)
      expectClose(y, golden.y)
      y.backward(float64(golden.grad_y))
      expectClose(x.grad as Tensor, golden.grad_x)
      const parameters = layer.namedParameters()
      expect(parameters.map(([name]) => name)).toEqual(Object.keys(golden.parameters))
      for (const [name, parameter] of parameters) {
        expectClose(parameter.grad as Tensor, golden.parameters[name].grad)
      }
      if (golden.name === 'BatchNorm1d(6) in training') {
        const state = layer.stateDict()
        expectClose(state.running_mean, golden.running_mean as Nested)
        expectClose(state.running_var, golden.running_var as Nested)
        expect(state.num_batches_tracked.item()).toBe(1)
      }
    })
  },
)
