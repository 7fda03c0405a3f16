import { logSoftmax, ShapeError, setBackend, type Tensor, tensor } from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  KLDivLoss,
  L1Loss,
  type Loss,
  MSELoss,
  NLLLoss,
  OptionError,
  SmoothL1Loss,
} from '../src/index'
import { expectClose, float64, type Nested, readFixture } from './support/golden'

interface Case {
  name: string
  note: string
  input: Nested
  target: Nested
  value: number
  grad_input: Nested
}

const made: Record<string, (golden: Case) => Loss> = {
  'cross entropy, mean': () => new CrossEntropyLoss(),
  'cross entropy, sum': () => new CrossEntropyLoss({ reduction: 'sum' }),
  'cross entropy, label smoothing 0.1': () => new CrossEntropyLoss({ labelSmoothing: 0.1 }),
  'cross entropy, class weights': ({ note }) =>
    new CrossEntropyLoss({ weight: float64(JSON.parse(note) as number[]) }),
  'cross entropy, probability targets': () => new CrossEntropyLoss(),
  'cross entropy, huge logits': () => new CrossEntropyLoss(),
  'mean squared error': () => new MSELoss(),
  'mean absolute error': () => new L1Loss(),
  'smooth L1 (beta 1)': () => new SmoothL1Loss(),
  'binary cross entropy with logits': () => new BCEWithLogitsLoss(),
  'negative log likelihood': () => new NLLLoss(),
  'KL divergence, batchmean': () => new KLDivLoss({ reduction: 'batchMean' }),
}

function targetOf({ target }: Case): Tensor {
  const labels = Array.isArray(target) && typeof target[0] === 'number'
  return labels ? tensor(Int32Array.from(target as number[])) : float64(target)
}

describe.each(['wasm', 'reference'] as const)(
  'losses on %s, as PyTorch computes them:',
  (backend) => {
    beforeAll(() => setBackend(backend))
    afterAll(() => setBackend('wasm'))

    it.each(readFixture<{ losses: Case[] }>('nn.json').losses)('$name', (golden) => {
      const input = float64(golden.input, true)
      const loss = made[golden.name](golden).forward(input, targetOf(golden))
      expectClose(loss, golden.value)
      loss.backward()
      expectClose(input.grad as Tensor, golden.grad_input)
    })
  },
)

const logits = [
  [2, -1, 0.5],
  [0.1, 0.2, -3],
]
const labels = tensor(Int32Array.of(2, 1))
const weight = float64([0.5, 2, 3])
const probabilities = float64([
  [0.2, 0.3, 0.5],
  [0.1, 0.9, 0],
])

describe('reductions', () => {
  // The figures of PyTorch 1.13's cross_entropy in float64.
  const onLabels = (options: ConstructorParameters<typeof CrossEntropyLoss>[0]) =>
    new CrossEntropyLoss(options).forward(float64(logits), labels)
  const onProbabilities = (options: ConstructorParameters<typeof CrossEntropyLoss>[0]) =>
    new CrossEntropyLoss(options).forward(float64(logits), probabilities)

  it('of cross entropy against class numbers, weighted and smoothed', () => {
    expectClose(onLabels({ weight }), 1.3110148653993003)
    expectClose(onLabels({ labelSmoothing: 0.1 }), 1.2584407575848364)
    expectClose(onLabels({ weight, labelSmoothing: 0.1 }), 1.3474990344155917)
    expectClose(onLabels({ weight, labelSmoothing: 0.1, reduction: 'sum' }), 6.737495172077958)
    const single = [5.09578090536147, 1.6417142667164892]
    expectClose(onLabels({ weight, labelSmoothing: 0.1, reduction: 'none' }), single)
  })

  it('of cross entropy against probabilities, weighted and smoothed', () => {
    expectClose(onProbabilities({ weight }), 2.9085948784469497)
    expectClose(onProbabilities({ labelSmoothing: 0.1, reduction: 'sum' }), 2.6608815151696725)
    expectClose(onProbabilities({ weight, labelSmoothing: 0.1 }), 3.0366995294928083)
    expectClose(onProbabilities({ reduction: 'none' }), [1.891311296657157, 0.6755702185125156])
  })

  it('of the others', () => {
    const logP = logSoftmax(float64(logits))
    expectClose(new NLLLoss({ weight }).forward(logP, labels), 1.3110148653993003)
    const single = [5.223933889971471, 1.3311404370250313]
    expectClose(new NLLLoss({ weight, reduction: 'none' }).forward(logP, labels), single)
    expectClose(new KLDivLoss().forward(logP, probabilities), 0.2020242546189418)
    const [a, b] = [float64([0, 2, -3]), float64([0.5, -1, -3])]
    expectClose(new SmoothL1Loss({ beta: 0.25, reduction: 'sum' }).forward(a, b), 3.25)
    expectClose(new MSELoss({ reduction: 'none' }).forward(a, b), [0.25, 9, 0])
  })
})

describe('cross entropy', () => {
  it('counts the rows whose largest logit is at their label, weighted or not', () => {
    const x = float64(logits)
    expect(new CrossEntropyLoss().measure(x, labels).correct.item()).toBe(1)
    expect(new CrossEntropyLoss({ weight }).measure(x, labels).correct.item()).toBe(1)
  })

  it('takes classes that are ruled out by a logit of minus infinity', () => {
    const x = float64([[0, Number.NEGATIVE_INFINITY, 0]])
    const label = tensor(Int32Array.of(2))
    for (const loss of [new CrossEntropyLoss(), new CrossEntropyLoss({ weight })]) {
      expectClose(loss.forward(x, label), Math.log(2))
    }
  })
})

describe('what is refused', () => {
  it('a target of another shape, which broadcasting would hide', () => {
    expect(() => new MSELoss().forward(float64([[1], [2]]), float64([1, 2]))).toThrow(
      new ShapeError('MSELoss: input [2, 1] and target [2] must have one shape'),
    )
  })

  it('smoothing outside of 0 to 1, and a beta that is not positive', () => {
    expect(() => new CrossEntropyLoss({ labelSmoothing: 1.5 })).toThrow(OptionError)
    expect(() => new SmoothL1Loss({ beta: 0 })).toThrow(OptionError)
  })
})
