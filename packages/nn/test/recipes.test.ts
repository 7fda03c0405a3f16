import {
  compose,
  DataLoader,
  elastic,
  loadMnist,
  normalize,
  randomAffine,
  subset,
} from '@handwritten/mnist-data'
import { Generator, greater } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  Adam,
  AdamW,
  type AugmentationRecipe,
  createCriterion,
  createNetwork,
  createOptimizer,
  createSchedule,
  createTrainer,
  OptionError,
  recipes,
  SGD,
  TensorLoader,
  type TrainEvent,
} from '../src/index'

describe('the recipe seed', () => {
  const model = createNetwork(recipes.seed, new Generator(1))

  it('is 784 inputs, 256 and 64 hidden units with ReLU, 10 logits', () => {
    expect(String(model)).toBe(
      'Sequential(Linear(784, 256), ReLU, Linear(256, 64), ReLU, Linear(64, 10))',
    )
    expect(model.namedParameters().map(([name, { shape }]) => [name, ...shape])).toEqual([
      ['0.weight', 256, 784],
      ['0.bias', 256],
      ['2.weight', 64, 256],
      ['2.bias', 64],
      ['4.weight', 10, 64],
      ['4.bias', 10],
    ])
  })

  it('is plain gradient descent at 0.01 in batches of 64, for 10 epochs', () => {
    expect(recipes.seed).toMatchObject({ batchSize: 64, epochs: 10, labelSmoothing: 0 })
    const optimizer = createOptimizer(recipes.seed, model)
    expect(optimizer).toBeInstanceOf(SGD)
    expect(Object.keys(optimizer.stateDict())).toEqual(['0.hyper'])
    const schedule = createSchedule(recipes.seed, 9380)
    expect([0, 1, 9379].map(schedule)).toEqual([0.01, 0.01, 0.01])
  })

  it('draws the same first weights for the same seed, others for another', () => {
    const weights = (seed: number) =>
      createNetwork(recipes.seed, new Generator(seed)).parameters()[0].toTypedArray()
    expect(weights(1)).toEqual(model.parameters()[0].toTypedArray())
    expect(weights(2)).not.toEqual(weights(1))
  })
})

describe('the recipe fast', () => {
  it('rises to its rate and falls to nothing within the run', () => {
    const steps = 3 * 938
    const schedule = createSchedule(recipes.fast, steps)
    const rates = Array.from({ length: steps }, (_, step) => schedule(step))
    const highest = rates.indexOf(Math.max(...rates))
    expect(rates[highest]).toBeCloseTo(recipes.fast.learningRate, 3)
    expect(highest / steps).toBeCloseTo(0.3, 2)
    expect(rates[steps - 1]).toBeLessThan(1e-6)
    expect(createCriterion(recipes.fast).labelSmoothing).toBe(0.1)
  })

  it('has a rate for a run of one step', () => {
    const rate = createSchedule(recipes.fast, 1)(0)
    expect(rate).toBeGreaterThan(0)
    expect(rate).toBeLessThanOrEqual(recipes.fast.learningRate)
  })
})

describe.each(['augmented', 'best', 'conv'] as const)('the recipe %s', (name) => {
  const recipe = recipes[name]

  it('is AdamW under one cycle, with a running mean of the weights', () => {
    const model = createNetwork(recipe, new Generator(0))
    expect(createOptimizer(recipe, model)).toBeInstanceOf(AdamW)
    expect(recipe.sizes.at(0)).toBe(784)
    const steps = recipe.epochs * Math.ceil(60_000 / recipe.batchSize)
    expect(createSchedule(recipe, steps)(steps - 1)).toBeLessThan(1e-6)
  })

  it('says what mnist-data is to do with the images', async () => {
    const { test } = await loadMnist()
    const images = subset(test, Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8))
    const { elastic: bend, affine } = recipe.augmentation as AugmentationRecipe
    const transform = compose(elastic(bend), randomAffine(affine), normalize())
    // A small network of linear layers in place of the recipe's own.
    const { layers: _, ...small } = recipe
    const train = new DataLoader(images, { batchSize: 4, shuffle: true, transform })
    const trainer = createTrainer(
      { ...small, sizes: [784, 16, 10], epochs: 30 },
      { train, test: new DataLoader(images, { batchSize: 8 }), generator: new Generator(0) },
    )
    expect(trainer.options.average).toEqual(recipe.average)
    const events: TrainEvent[] = []
    for await (const event of trainer.fit()) events.push(event)
    expect(events.at(-1)).toMatchObject({ type: 'end', steps: 60, testAccuracy: 1 })
  })
})

it('the recipe conv takes rows of pixels through four convolutions', () => {
  const model = createNetwork(recipes.conv, new Generator(1))
  expect(model.parameters().reduce((sum, { size }) => sum + size, 0)).toBe(38_570)
  expect(model.call(new Generator(2).normal([3, 784])).shape).toEqual([3, 10])
  expect(String(model)).toContain('Unflatten(1, 28, 28), Conv2d(1, 16, 5 x 5), ReLU, MaxPool2d')
})

describe('another recipe', () => {
  const recipe = {
    ...recipes.fast,
    sizes: [2, 8, 2],
    epochs: 30,
    batchSize: 4,
    learningRate: 0.05,
    optimizer: { name: 'adam', betas: [0.9, 0.99] },
  } as const

  it('makes a trainer, optimizer and all', async () => {
    expect(createOptimizer(recipe, createNetwork(recipe, new Generator(0)))).toBeInstanceOf(Adam)
    const inputs = new Generator(5).uniform([40, 2], { low: -1, high: 1 })
    const labels = greater(inputs.slice([[], 0]), 0).astype('int32')
    const data = new TensorLoader(inputs, labels, { batchSize: recipe.batchSize, shuffle: true })
    const trainer = createTrainer(recipe, { train: data, test: data, generator: new Generator(0) })
    const events: TrainEvent[] = []
    for await (const event of trainer.fit()) events.push(event)
    expect(events.at(-1)).toMatchObject({ type: 'end', steps: 300, testAccuracy: 1 })
  })

  it('needs an input and an output', () => {
    expect(() => createNetwork({ sizes: [784] }, new Generator(0))).toThrow(OptionError)
  })
})
