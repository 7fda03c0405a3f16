import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { onEachBackend } from '../support/backends'

const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN]
type Values = number[] | number[][]

/**
 * Gradients of the sum of the results where a formula divides by zero, is not differentiable or meets
 * infinities: [name, function, inputs, gradients]. The gradients are those of PyTorch 1.13 in float64.
 */
const cases: [string, (...xs: t.Tensor[]) => t.Tensor, Values[], Values[]][] = [
  [
    'std of equal elements',
    (x) => t.std(x, { axis: 1 }),
    [
      [
        [2, 2, 2],
        [1, 2, 3],
      ],
    ],
    [
      [
        [0, 0, 0],
        [-0.40824829046386296, 0, 0.40824829046386296],
      ],
    ],
  ],
  [
    'std of equal elements of a sample',
    (x) => t.std(x, { axis: 1, correction: 1 }),
    [
      [
        [2, 2, 2],
        [1, 2, 3],
      ],
    ],
    [
      [
        [0, 0, 0],
        [-0.5, 0, 0.5],
      ],
    ],
  ],
  ['std of one element', (x) => t.std(x, { axis: 1 }), [[[2], [3]]], [[[0], [0]]]],
  [
    'std of one element of a sample',
    (x) => t.std(x, { axis: 1, correction: 1 }),
    [[[2], [3]]],
    [[[nan], [nan]]],
  ],
  [
    'var of one element of a sample',
    (x) => t.var(x, { axis: 1, correction: 1 }),
    [[[2], [3]]],
    [[[nan], [nan]]],
  ],
  ['sqrt', t.sqrt, [[0, 4, -1]], [[inf, 0.25, nan]]],
  ['sqrt of a sum of squares', (x) => t.sqrt(t.sum(t.square(x))), [[0, 0]], [[nan, nan]]],
  ['rsqrt', t.rsqrt, [[0, 4, -1]], [[-inf, -0.0625, nan]]],
  ['reciprocal', t.reciprocal, [[0, 2]], [[-inf, -0.25]]],
  ['log', t.log, [[0, -1, 1]], [[inf, -1, 1]]],
  ['log1p', t.log1p, [[-1, 0]], [[inf, 1]]],
  ['log2', t.log2, [[0]], [[inf]]],
  ['log10', t.log10, [[0]], [[inf]]],
  ['abs', t.abs, [[0, -2]], [[0, -1]]],
  ['sign', t.sign, [[0, 1]], [[0, 0]]],
  ['floor', t.floor, [[1, 1.5]], [[0, 0]]],
  ['asin', t.asin, [[1, -1]], [[inf, inf]]],
  ['acos', t.acos, [[1, -1]], [[-inf, -inf]]],
  ['acosh', t.acosh, [[1]], [[inf]]],
  ['atanh', t.atanh, [[1, -1]], [[inf, inf]]],
  [
    'atan2',
    t.atan2,
    [
      [0, 0, 1],
      [0, 1, 0],
    ],
    [
      [nan, 1, 0],
      [nan, 0, -1],
    ],
  ],
  [
    'pow',
    t.pow,
    [
      [0, 0, 0, 0, 0, 0, 2, -2, -2, inf, 1, inf],
      [0, 1, 2, 0.5, -1, -0.5, 0, 2, 0.5, 0, 0, 2],
    ],
    [
      [0, 1, 0, inf, -inf, -inf, 0, -4, nan, 0, 0, inf],
      [0, 0, 0, 0, -inf, -inf, Math.LN2, nan, nan, inf, 0, inf],
    ],
  ],
  [
    'divide',
    t.divide,
    [
      [1, 0, 1],
      [0, 0, 2],
    ],
    [
      [inf, inf, 0.5],
      [-inf, nan, -0.25],
    ],
  ],
  [
    'remainder',
    t.remainder,
    [
      [1, 3],
      [0, 2],
    ],
    [
      [1, 1],
      [-inf, -1],
    ],
  ],
  [
    'maximum',
    t.maximum,
    [
      [1, 1, 2, nan, 1],
      [1, 2, 1, 1, nan],
    ],
    [
      [0.5, 0, 1, 1, 1],
      [0.5, 1, 0, 1, 1],
    ],
  ],
  [
    'minimum',
    t.minimum,
    [
      [1, 1, 2, nan, 1],
      [1, 2, 1, 1, nan],
    ],
    [
      [0.5, 1, 0, 1, 1],
      [0.5, 0, 1, 1, 1],
    ],
  ],
  [
    'max',
    (x) => t.max(x, { axis: 1 }),
    [
      [
        [1, 3, 3],
        [2, 2, 2],
        [1, nan, 1],
      ],
    ],
    [
      [
        [0, 0.5, 0.5],
        [1 / 3, 1 / 3, 1 / 3],
        [nan, nan, nan],
      ],
    ],
  ],
  [
    'min',
    (x) => t.min(x, { axis: 1 }),
    [
      [
        [1, 1, 3],
        [2, 2, 2],
        [1, nan, 1],
      ],
    ],
    [
      [
        [0.5, 0.5, 0],
        [1 / 3, 1 / 3, 1 / 3],
        [nan, nan, nan],
      ],
    ],
  ],
  [
    'prod',
    (x) => t.prod(x, { axis: 1 }),
    [
      [
        [0, 2, 3],
        [0, 0, 3],
        [1, 2, 3],
      ],
    ],
    [
      [
        [6, 0, 0],
        [0, 0, 0],
        [6, 3, 2],
      ],
    ],
  ],
  [
    'logSumExp',
    (x) => t.logSumExp(x, { axis: 1 }),
    [
      [
        [-inf, -inf],
        [-inf, 0],
        [inf, 0],
        [inf, inf],
        [0, 0],
      ],
    ],
    [
      [
        [nan, nan],
        [0, 1],
        [nan, 0],
        [nan, nan],
        [0.5, 0.5],
      ],
    ],
  ],
  [
    'where with NaN in the branch not chosen',
    (x, y) => t.where(t.tensor([true, false]), x, y),
    [
      [1, nan],
      [nan, 2],
    ],
    [
      [1, 0],
      [0, 1],
    ],
  ],
  [
    'where on an infinite slope in the branch not chosen',
    (x) => t.where(t.tensor([true, false]), x, t.sqrt(x)),
    [[1, 0]],
    [[1, inf]],
  ],
  ['clip', (x) => t.clip(x, { min: 0, max: 1 }), [[-1, 0, 0.5, 1, 2, nan]], [[0, 1, 1, 1, 0, 0]]],
  ['relu', t.relu, [[0, 1]], [[0, 1]]],
  ['sigmoid', t.sigmoid, [[-1000, 1000, inf, -inf]], [[0, 0, 0, 0]]],
  ['softplus', t.softplus, [[-1000, 1000, -inf, inf]], [[0, 1, 0, 1]]],
  ['tanh', t.tanh, [[1000, inf]], [[0, 0]]],
  ['softmax', (x) => t.multiply(t.softmax(x), t.tensor([1, 2])), [[-inf, 0]], [[0, 0]]],
  ['logSoftmax', (x) => t.slice(t.logSoftmax(x), [1]), [[-inf, 0]], [[0, 0]]],
  ['exp', t.exp, [[-inf]], [[0]]],
  ['expm1', t.expm1, [[-inf]], [[0]]],
  ['erf', t.erf, [[inf, -inf]], [[0, 0]]],
  [
    'sort of equal elements',
    (x) => t.multiply(t.sort(x), t.tensor([1, 2, 3])),
    [[1, 1, 1]],
    [[1, 2, 3]],
  ],
]

function inputsOf(values: Values[]): t.Tensor[] {
  return values.map((x) => t.tensor(x, { dtype: 'float64' }) as t.Tensor)
}

/** The gradient of the sum of `fn` by each input. */
function gradients(fn: (...xs: t.Tensor[]) => t.Tensor, inputs: t.Tensor[]) {
  const total = (...xs: t.Tensor[]) => t.sum(fn(...xs))
  return Object.fromEntries(
    inputs.map((_, argument) => [`by ${argument}`, t.grad(total, { argument })(...inputs)]),
  )
}

function expectGradients(found: Record<string, t.Tensor>, expected: Values[]): void {
  expected.forEach((values, i) => {
    const wanted = (values as unknown[]).flat() as number[]
    const elements = Array.from(found[`by ${i}`].toTypedArray())
    elements.forEach((element, at) => {
      if (Number.isFinite(wanted[at])) expect(element).toBeCloseTo(wanted[at], 12)
      else expect(element).toBe(wanted[at])
    })
    expect(elements).toHaveLength(wanted.length)
  })
}

onEachBackend(() => {
  describe('gradients at singular points are those of PyTorch', () => {
    it.each(cases)('%s, eager', (_, fn, values, expected) => {
      expectGradients(gradients(fn, inputsOf(values)), expected)
    })

    it.each(cases)('%s, captured', (_, fn, values, expected) => {
      const captured = t.capture((...xs: t.Tensor[]) => gradients(fn, xs))
      for (let run = 0; run < 4; run++) expectGradients(captured(...inputsOf(values)), expected)
    })
  })
})
