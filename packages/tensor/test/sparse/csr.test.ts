import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTypedArray, Generator, gatherRows, linear, SparseRows, sum, Tensor } from '../../src'
import { onEachBackend } from '../support/backends'

const shapes = fc.record({
  n: fc.integer({ min: 0, max: 9 }),
  inputs: fc.integer({ min: 1, max: 70 }),
  outputs: fc.integer({ min: 1, max: 40 }),
  background: fc.constantFrom(0, 7, 255),
  share: fc.constantFrom(0, 0.5, 0.9, 1),
  activation: fc.constantFrom('none' as const, 'relu' as const),
  seed: fc.nat(1000),
})

/** A batch gathered from bytes, of which about `share` are `background`, as sparse and as dense rows. */
function batches({
  n,
  inputs,
  background,
  share,
  seed,
}: typeof shapes extends fc.Arbitrary<infer T> ? T : never) {
  const generator = new Generator(seed)
  const draws = generator.uniform([12 * inputs]).data
  const values = generator.integers([12 * inputs], 0, 256).data
  const bytes = Uint8Array.from(draws, (draw, i) => (draw < share ? background : values[i]))
  const source = fromTypedArray(bytes, [12, inputs])
  const rows = generator.integers([n], 0, 12)
  const options = { scale: 1 / 255 / 0.3081, shift: -0.1307 / 0.3081 }
  const dense = gatherRows(source, rows, options)
  return { generator, dense, sparse: gatherRows(source, rows, { ...options, background }) }
}

/** |x| |W|^T and so on: what float32 sums of these terms are measured against. */
function expectClose(found: Tensor, expected: Tensor, terms: number) {
  const [a, b] = [found.toTypedArray(), expected.toTypedArray()]
  expect(found.shape).toEqual(expected.shape)
  b.forEach((value, i) => {
    expect(Math.abs(a[i] - value)).toBeLessThanOrEqual(terms * 2 ** -24 * 16)
  })
}

onEachBackend(() => {
  describe('SparseRows', () => {
    it('hold the same numbers as the dense rows', () => {
      fc.assert(
        fc.property(shapes, (shape) => {
          const { dense, sparse } = batches(shape)
          expect(sparse).toBeInstanceOf(SparseRows)
          expect(sparse.toTypedArray()).toEqual(dense.toTypedArray())
        }),
      )
    })

    it('give the linear layer of the dense rows and its gradients', () => {
      fc.assert(
        fc.property(shapes, (shape) => {
          const { generator, dense, sparse } = batches(shape)
          const { inputs, outputs, activation, n } = shape
          const weight = generator.uniform([outputs, inputs], { low: -1, high: 1 })
          const bias = generator.uniform([outputs], { low: -1, high: 1 })
          const upstream = generator.uniform([n, outputs], { low: -1, high: 1 })
          const run = (x: Tensor) => {
            const leaves = [weight, bias].map(
              (t: Tensor) => new Tensor(t.storage, t.shape, t.strides),
            )
            for (const leaf of leaves) leaf.requiresGrad = true
            const y = linear(x, leaves[0], leaves[1], { activation })
            y.backward(upstream)
            return { y, gradients: leaves.map(({ grad }) => grad as Tensor) }
          }
          const [a, b] = [run(sparse), run(dense)]
          // Inputs are below 3 in size, weights and upstream gradients below 1.
          expectClose(a.y, b.y, 3 * (inputs + 1))
          // A ReLU may open for one of two sums that differ in their last bit.
          if (activation === 'relu') return
          expectClose(a.gradients[0], b.gradients[0], 3 * (n + 1))
          expect(a.gradients[1].toTypedArray()).toEqual(b.gradients[1].toTypedArray())
        }),
      )
    })

    it('are ordinary tensors for every other operation', () => {
      const { dense, sparse } = batches({
        n: 5,
        inputs: 30,
        outputs: 1,
        background: 0,
        share: 0.9,
        activation: 'none',
        seed: 1,
      })
      expect(sum(sparse, { axis: 1 }).toArray()).toEqual(sum(dense, { axis: 1 }).toArray())
    })

    it('come only from bytes as float32', () => {
      const source = fromTypedArray(new Float32Array(6), [2, 3])
      const rows = fromTypedArray(Int32Array.of(1))
      expect(gatherRows(source, rows, { background: 0 })).not.toBeInstanceOf(SparseRows)
      const bytes = fromTypedArray(new Uint8Array(6), [2, 3])
      const wide = gatherRows(bytes, rows, { background: 0, dtype: 'float64' })
      expect(wide).not.toBeInstanceOf(SparseRows)
    })
  })
})
