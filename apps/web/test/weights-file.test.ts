import { DataLoader, loadMnist } from '@handwritten/mnist-data'
import { createTrainer, encodeCheckpoint, recipes } from '@handwritten/nn'
import { encodeSafetensors, Generator, zeros } from '@handwritten/tensor'
import { expect, it } from 'vitest'
import { presetSettings } from '../src/page/form'
import { readWeights } from '../src/worker/weights-file'

const current = presetSettings('fast', 1)
const bytes = (encoded: Uint8Array) => new Uint8Array(encoded)

it('reads the weights and the layers out of a checkpoint', async () => {
  const { train, test } = await loadMnist()
  const recipe = { ...recipes.fast, sizes: [784, 24, 12, 10], activation: 'gelu' as const }
  const loader = new DataLoader(train, { batchSize: 64, shuffle: true, seed: 1 })
  const options = {
    generator: new Generator(1),
    train: loader,
    test: new DataLoader(test, { batchSize: 1000 }),
  }
  const trainer = createTrainer(recipe, options)
  const checkpoint = encodeCheckpoint(trainer, { run: JSON.stringify({ recipe }) })
  const { settings, weights } = readWeights(bytes(checkpoint), current)
  expect(settings).toEqual({ ...current, hidden: [24, 12], activation: 'gelu' })
  const own = trainer.options.model.stateDict()
  expect(Object.keys(weights).sort()).toEqual(Object.keys(own).sort())
  expect(weights['2.weight']!.toTypedArray()).toEqual(own['2.weight']!.toTypedArray())
})

it('orders more than five layers by their place', () => {
  const sizes = [784, 11, 12, 13, 14, 15, 10]
  const tensors = Object.fromEntries(
    sizes.slice(1).map((size, layer) => [`${2 * layer}.weight`, zeros([size, sizes[layer]!])]),
  )
  const { settings } = readWeights(bytes(encodeSafetensors({ tensors })), current)
  expect(settings.hidden).toEqual([11, 12, 13, 14, 15])
})

it.each([
  ['another input', { '0.weight': zeros([10, 100]) }],
  ['another output', { '0.weight': zeros([5, 784]) }],
  ['layers that do not fit', { '0.weight': zeros([20, 784]), '2.weight': zeros([10, 30]) }],
  ['a convolution', { '0.weight': zeros([6, 1, 5, 5]) }],
  ['nothing', {}],
])('refuses a file with %s', (_, tensors) => {
  expect(() => readWeights(bytes(encodeSafetensors({ tensors })), current)).toThrow(
    'does not hold linear layers from 784 pixels to 10 digits',
  )
})

it('refuses a file that is not safetensors', () => {
  expect(() => readWeights(new Uint8Array(100), current)).toThrow()
})
