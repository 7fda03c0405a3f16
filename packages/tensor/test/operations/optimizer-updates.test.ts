import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  adamUpdate,
  matrixTranspose,
  reshape,
  sgdUpdate,
  type Tensor,
  tensor,
  zerosLike,
} from '../../src/index'
import { onEachBackend } from '../support/backends'

interface GoldenOptimizer {
  name: string
  start: number[]
  gradients: number[][]
  after_each_step: number[][]
}

const { optimizers } = JSON.parse(
  readFileSync(new URL('../fixtures/optimizers.json', import.meta.url), 'utf8'),
) as { optimizers: GoldenOptimizer[] }

type Update = (parameter: Tensor, gradient: Tensor, step: number) => void

function sgd([rate, momentum = 0, dampening = 0, decay = 0]: number[], nesterov = false) {
  return (like: Tensor): Update => {
    const velocity = momentum === 0 ? null : zerosLike(like)
    return (parameter, gradient, step) => {
      const hyper = tensor([rate, momentum, dampening, decay, step], { dtype: 'float64' })
      sgdUpdate(parameter, gradient, hyper, { velocity, nesterov })
    }
  }
}

function adam(settings: number[], { amsgrad = false, decoupled = false } = {}) {
  return (like: Tensor): Update => {
    const [first, second, largest] = [
      zerosLike(like),
      zerosLike(like),
      amsgrad ? zerosLike(like) : null,
    ]
    return (parameter, gradient, step) => {
      const hyper = tensor([...settings, step], { dtype: 'float64' })
      adamUpdate(parameter, gradient, first, second, hyper, { largest, decoupled })
    }
  }
}

const updates: Record<string, (like: Tensor) => Update> = {
  'SGD lr=0.1': sgd([0.1]),
  'SGD lr=0.1 momentum=0.9': sgd([0.1, 0.9]),
  'SGD lr=0.1 momentum=0.9 nesterov': sgd([0.1, 0.9], true),
  'SGD lr=0.1 momentum=0.9 weight_decay=0.01': sgd([0.1, 0.9, 0, 0.01]),
  'SGD lr=0.1 momentum=0.9 dampening=0.5': sgd([0.1, 0.9, 0.5]),
  'Adam lr=0.01': adam([0.01, 0.9, 0.999, 1e-8, 0]),
  'Adam lr=0.01 betas=(0.8,0.99) eps=1e-6 weight_decay=0.1': adam([0.01, 0.8, 0.99, 1e-6, 0.1]),
  'AMSGrad lr=0.01': adam([0.01, 0.9, 0.999, 1e-8, 0], { amsgrad: true }),
  'AdamW lr=0.01 weight_decay=0.05': adam([0.01, 0.9, 0.999, 1e-8, 0.05], { decoupled: true }),
}

/** The ways a parameter may lie in memory beside its gradient. */
const layouts: [string, (values: number[]) => Tensor][] = [
  ['row-major', (values) => tensor(values, { dtype: 'float64' })],
  [
    'transposed',
    (values) => matrixTranspose(tensor(values, { shape: [1, values.length], dtype: 'float64' })),
  ],
]

onEachBackend(() => {
  describe.each(layouts)('optimizer updates against PyTorch, %s', (_, make) => {
    it.each(optimizers.map((golden) => [golden.name, golden] as const))('%s', (name, golden) => {
      const parameter = make(golden.start)
      const update = updates[name](parameter)
      golden.gradients.forEach((values, step) => {
        update(parameter, reshape(make(values), parameter.shape), step + 1)
        parameter.toTypedArray().forEach((value, i) => {
          const expected = golden.after_each_step[step][i]
          expect(Math.abs(value - expected)).toBeLessThan(1e-12 + 1e-10 * Math.abs(expected))
        })
      })
    })
  })

  describe('optimizer updates', () => {
    const x = tensor([1, 2])
    const hyper = tensor([0.1, 0, 0, 0, 1], { dtype: 'float64' })

    it('read their hyperparameters at each call', () => {
      const parameter = tensor([1], { dtype: 'float64' })
      const gradient = tensor([1], { dtype: 'float64' })
      const rates = tensor([0.25, 0, 0, 0, 1], { dtype: 'float64' })
      sgdUpdate(parameter, gradient, rates)
      rates.data[0] = 0.5
      sgdUpdate(parameter, gradient, rates)
      expect(parameter.item()).toBe(0.25)
    })

    it.each([
      [
        'a gradient of another shape',
        () => sgdUpdate(x, tensor([1]), hyper),
        'sgdUpdate: expected the parameter',
      ],
      [
        'another dtype',
        () => sgdUpdate(x, tensor([1, 2], { dtype: 'float64' }), hyper),
        'sgdUpdate: expected tensors of one float dtype',
      ],
      [
        'integers',
        () => sgdUpdate(tensor([1], { dtype: 'int32' }), tensor([1], { dtype: 'int32' }), hyper),
        'one float dtype',
      ],
      [
        'too few hyperparameters',
        () => adamUpdate(x, x, x, x, hyper),
        'adamUpdate: expected hyper as float64 [6]',
      ],
    ])('refuse %s', (_, wrong, message) => {
      expect(wrong).toThrow(message)
    })
  })
})
