import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import * as t from '../../src'
import { reference, type Tensor } from '../../src'
import { type ConvolutionCase, convolutionCases, picturesOf } from '../support/picture-cases'

const initial = t.currentBackend()
afterAll(() => t.setBackend(initial))

/** The result of an operation on x, a weight and a bias, and their gradients. */
function results(inputs: readonly Tensor[], run: () => Tensor, seed: number): Float64Array[] {
  for (const input of inputs) input.requiresGrad = true
  const y = run()
  t.sum(t.multiply(y, picturesOf(y.shape, seed, seed % 2 === 0))).backward()
  return [y, ...inputs.map(({ grad }) => grad as Tensor)].map((tensor) =>
    Float64Array.from(tensor.detach().toTypedArray()),
  )
}

function convolution(c: ConvolutionCase): Float64Array[] {
  const { n, groups, inputs, outputs, size, kernel, stride, padding, dilation, seed } = c
  const x = picturesOf([n, inputs * groups, ...size], seed, c.rowMajor)
  const weight = picturesOf([outputs * groups, inputs, ...kernel], seed + 1)
  const bias = c.bias ? picturesOf([outputs * groups], seed + 2) : null
  const activation = c.relu ? 'relu' : 'none'
  const run = () => t.conv2d(x, weight, bias, { stride, padding, dilation, groups, activation })
  return results([x, weight, ...(bias ? [bias] : [])], run, seed + 3)
}

function transposedConvolution(c: ConvolutionCase): Float64Array[] {
  const { n, groups, inputs, outputs, size, kernel, stride, padding, dilation, seed } = c
  const x = picturesOf([n, inputs * groups, ...size], seed, c.rowMajor)
  const weight = picturesOf([inputs * groups, outputs, ...kernel], seed + 1)
  const outputPadding = [0, 1].map((i) => Math.max(stride[i], dilation[i]) - 1) as [number, number]
  const options = { stride, padding, dilation, groups, outputPadding }
  return results([x, weight], () => t.convTranspose2d(x, weight, null, options), seed + 3)
}

/** Asserts that a computation in float32 has the results of the reference backend, up to rounding. */
function agree(compute: () => Float64Array[]): void {
  t.setBackend(initial)
  const found = compute()
  t.setBackend(reference)
  const expected = compute()
  expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length))
  found.forEach((values, i) => {
    const scale = expected[i].reduce((most, value) => Math.max(most, Math.abs(value)), 1)
    const worst = values.reduce((most, v, j) => Math.max(most, Math.abs(v - expected[i][j])), 0)
    expect(worst / scale).toBeLessThan(2e-6)
  })
}

const fits = ({ size, kernel, stride, padding, dilation }: ConvolutionCase) =>
  [0, 1].every((i) => {
    const extra = Math.max(stride[i], dilation[i]) - 1
    return (size[i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + extra >= 0
  })

describe('compiled kernels agree with the reference backend on random shapes', () => {
  it('for a convolution and its gradients', () => {
    fc.assert(
      fc.property(convolutionCases, (c) => agree(() => convolution(c))),
      { numRuns: 250 },
    )
  })

  it('for a transposed convolution and its gradients', () => {
    fc.assert(
      fc.property(convolutionCases.filter(fits), (c) => agree(() => transposedConvolution(c))),
      { numRuns: 100 },
    )
  })
})

describe.each(['compiled', 'reference'])('conv2d of the %s backend', (name) => {
  const backend = name === 'compiled' ? initial : reference

  it('gives what a product of windows gives', () => {
    t.setBackend(backend)
    const x = picturesOf([2, 3, 6, 5], 1)
    const weight = picturesOf([4, 3, 3, 2], 2)
    const y = t.conv2d(x, weight, null, { padding: [1, 0] })
    const padded = t.pad(x, [
      [0, 0],
      [0, 0],
      [1, 1],
      [0, 0],
    ])
    const windows = t.slidingWindows(padded, [3, 2])
    const expected = t.einsum('ncyzab,ocab->noyz', [windows, weight])
    expect(y.shape).toEqual(expected.shape)
    y.toTypedArray().forEach((value, i) => {
      expect(value).toBeCloseTo(expected.toTypedArray()[i], 5)
    })
  })

  it('keeps the size of the pictures with the padding same, zeros first where they are uneven', () => {
    t.setBackend(backend)
    const x = t.tensor([[[[1, 2, 3]]]])
    const weight = t.tensor([[[[1, 10]]]])
    const y = t.conv2d(x, weight, null, { padding: 'same' })
    expect(y.toArray()).toEqual([[[[21, 32, 3]]]])
  })

  it('passes NaN and infinity on to the outputs that read them, and to no others', () => {
    t.setBackend(backend)
    const x = t.zeros([5, 1, 4, 4])
    const data = x.data as Float32Array
    data[0] = Number.NaN
    data[16 + 15] = Number.POSITIVE_INFINITY
    const y = t.conv2d(x, t.ones([1, 1, 2, 2])).toTypedArray()
    const places = [...y].flatMap((value, i) => (Number.isFinite(value) ? [] : [[i, value]]))
    expect(places).toEqual([
      [0, Number.NaN],
      [9 + 8, Number.POSITIVE_INFINITY],
    ])
  })

  it('gives an empty batch for an empty batch, and zeros as the gradient of its weights', () => {
    t.setBackend(backend)
    const weight = t.ones([2, 1, 3, 3])
    weight.requiresGrad = true
    const y = t.conv2d(t.zeros([0, 1, 5, 5]), weight)
    expect(y.shape).toEqual([0, 2, 3, 3])
    t.sum(y).backward()
    expect(weight.grad?.toTypedArray()).toEqual(new Float32Array(18))
  })
})

describe('refuses', () => {
  const x = t.zeros([2, 4, 5, 5])
  it.each<[string, () => unknown]>([
    [
      'conv2d: expected pictures [n, channels, height, width], found [4, 5, 5]',
      () => t.conv2d(t.zeros([4, 5, 5]), t.zeros([1, 4, 3, 3])),
    ],
    [
      'conv2d: expected x [n, C, h, w], weight [O, C / groups, kh, kw], bias [O], found x [2, 4, 5, 5], weight [6, 3, 3, 3], groups 1',
      () => t.conv2d(x, t.zeros([6, 3, 3, 3])),
    ],
    [
      'conv2d: expected x [n, C, h, w], weight [O, C / groups, kh, kw], bias [O], found x [2, 4, 5, 5], weight [3, 2, 3, 3], groups 2',
      () => t.conv2d(x, t.zeros([3, 2, 3, 3]), null, { groups: 2 }),
    ],
    [
      'conv2d: expected one float dtype, found x float32, weight float64; convert with astype',
      () => t.conv2d(x, t.zeros([3, 4, 3, 3], { dtype: 'float64' })),
    ],
    [
      'conv2d: expected a kernel that fits the padded pictures, found one that reaches over 6 of 5 rows',
      () => t.conv2d(x, t.zeros([3, 4, 6, 3])),
    ],
    [
      'conv2d: stride: expected an integer from 1 or a pair of them, found [1, 0]',
      () => t.conv2d(x, t.zeros([3, 4, 3, 3]), null, { stride: [1, 0] }),
    ],
    [
      "conv2d: expected a stride of 1 with padding 'same', found [2, 2]",
      () => t.conv2d(x, t.zeros([3, 4, 3, 3]), null, { stride: 2, padding: 'same' }),
    ],
    [
      'conv2d: groups: expected an integer from 1, found 0',
      () => t.conv2d(x, t.zeros([3, 4, 3, 3]), null, { groups: 0 }),
    ],
    [
      'convTranspose2d: outputPadding: expected less than the stride or the dilation, 1, found 1',
      () => t.convTranspose2d(x, t.zeros([4, 1, 3, 3]), null, { outputPadding: 1 }),
    ],
  ])('%s', (message, run) => {
    expect(run).toThrow(message)
  })
})
