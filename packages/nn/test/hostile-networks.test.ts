import { encodeSafetensors, Generator, zeros } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { encodeSealed } from '../src/checkpoint/sealed-file'
import {
  CheckpointError,
  createNetwork,
  decodeWeights,
  exportModule,
  Linear,
  type Module,
  OptionError,
  parseRecipe,
  recipes,
  Sequential,
} from '../src/index'

const generator = () => new Generator(0)
const few = { '0.weight': zeros([2, 3]), '0.bias': zeros([2]) }

describe('a network from settings of a file', () => {
  it.each([
    ['wide layers', { sizes: [20_000, 20_000, 10] }],
    ['wide inputs', { sizes: [2 ** 40, 1] }],
    ['many layers', { sizes: Array(3000).fill(1) }],
    ['a convolution of many channels', convolution({ outChannels: 1e9, kernelSize: [1, 1] })],
    [
      'a large kernel',
      convolution({ outChannels: 1, kernelSize: [1e6, 1e6], padding: [1e6, 1e6] }),
    ],
    ['padding', convolution({ outChannels: 1, kernelSize: [1, 1], padding: [1e6, 1e6] })],
    ['many layers without weights', { sizes: [4, 4], layers: Array(5000).fill({ type: 'ReLU' }) }],
    ['pictures', { sizes: [1e10, 10], image: [1e5, 1e5], layers: [{ type: 'Flatten' }] }],
  ])('is refused before it is built when its %s exceed the stored tensors', (_, recipe) => {
    const before = process.memoryUsage().rss
    expect(() => createNetwork(recipe as never, generator(), few)).toThrow(OptionError)
    expect(process.memoryUsage().rss - before).toBeLessThan(64e6)
  })

  it('is built when the stored tensors fill it, for every recipe', () => {
    for (const recipe of Object.values(recipes)) {
      const model = createNetwork(recipe, generator())
      const again = createNetwork(recipe, generator(), model.stateDict())
      again.loadStateDict(model.stateDict())
    }
  })

  it('may hold residual layers inside of one another to a limit', () => {
    const nested = (depth: number): unknown =>
      depth === 0 ? 'ReLU' : { type: 'Residual', layers: [nested(depth - 1)] }
    const recipe = (depth: number) => ({ ...recipes.seed, layers: [nested(depth), 'Linear'] })
    expect(parseRecipe(recipe(15)).layers).toHaveLength(2)
    for (const depth of [16, 5000])
      expect(() => parseRecipe(recipe(depth))).toThrow(/expected at most 16 layers inside/)
  })
})

function convolution(options: object) {
  return {
    sizes: [784, 10],
    image: [28, 28],
    layers: [{ type: 'Conv2d', ...options }, { type: 'Linear' }],
  }
}

describe('decodeWeights', () => {
  const sealed = encodeSealed({ tensors: few, metadata: { note: 'x' } })

  it('reads files of weights and checkpoints alike', () => {
    for (const bytes of [
      encodeSafetensors({ tensors: few }),
      encodeSafetensors({ tensors: few, metadata: { format: 'pt', checksum: 'x' } }),
      sealed,
    ])
      expect(Object.keys(decodeWeights(bytes).tensors).sort()).toEqual(['0.bias', '0.weight'])
  })

  it('refuses a checkpoint in which any bit has changed', () => {
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      const damaged = sealed.slice()
      damaged[bit >> 3] ^= 1 << (bit & 7)
      expect(() => decodeWeights(damaged), `bit ${bit}`).toThrow(CheckpointError)
    }
  })

  it('refuses versions that it does not know', () => {
    for (const version of ['0', '3', '12345678901', 'x', ''])
      expect(() =>
        decodeWeights(
          encodeSafetensors({
            tensors: few,
            metadata: { format: `handwritten checkpoint ${version}` },
          }),
        ),
      ).toThrow(CheckpointError)
  })
})

it('an exported module holds the text of a model in one comment', () => {
  class Odd extends Sequential<[Module]> {
    override toString(): string {
      return 'a\nthrow 1\rb\u2028c\u2029d'
    }
  }
  const model = new Odd(new Linear(3, 2, { generator: generator() }))
  const source = exportModule(model, { inputFeatures: 3 })
  expect(source.split('\n')[0]).toBe('// a throw 1 b c d')
})
