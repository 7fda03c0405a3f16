import { fromTypedArray, Generator, zeros } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  activationNames,
  createNetwork,
  createOptimizer,
  createSchedule,
  createTrainer,
  exportOnnx,
  initializerNames,
  type LayerSettings,
  layersOf,
  type OptimizerRecipe,
  parseLayers,
  parseRecipe,
  recipes,
  type ScheduleRecipe,
  TensorLoader,
  type TrainEvent,
} from '../src/index'

const network = (settings: object) =>
  createNetwork({ sizes: [784, 32, 16, 10], ...settings }, new Generator(1))

describe('the network of a recipe', () => {
  it('has the activation, normalization and dropout of the recipe after each hidden layer', () => {
    expect(String(network({ activation: 'gelu', norm: 'batch', dropout: 0.2 }))).toBe(
      'Sequential(Linear(784, 32), BatchNorm1d(32), GELU, Dropout(0.2), ' +
        'Linear(32, 16), BatchNorm1d(16), GELU, Dropout(0.2), Linear(16, 10))',
    )
    expect(String(network({ norm: 'layer', activation: 'elu' }))).toContain('LayerNorm(32), ELU')
  })

  it.each(activationNames)('may use the activation %s', (activation) => {
    const outputs = network({ activation }).call(zeros([2, 784]))
    expect(outputs.shape).toEqual([2, 10])
  })

  it.each(initializerNames)('draws the same weights for the same seed with %s', (initializer) => {
    const weights = () => network({ initializer }).parameters()[0].toTypedArray()
    expect(weights()).toEqual(weights())
    if (initializer !== 'he-normal')
      expect(weights()).not.toEqual(network({}).parameters()[0].toTypedArray())
  })

  const layers: LayerSettings[] = [
    { type: 'Conv2d', outChannels: 4, kernelSize: 3, padding: 1 },
    { type: 'ReLU' },
    { type: 'MaxPool2d', kernelSize: 2 },
    { type: 'Residual', layers: [{ type: 'Conv2d', outChannels: 4, kernelSize: 3, padding: 1 }] },
    { type: 'Linear', outFeatures: 8 },
    { type: 'Tanh' },
    { type: 'Linear' },
  ]

  it('may be a list of layers, with pictures and rows of features converted where needed', () => {
    const model = network({ layers, image: [28, 28] })
    expect(String(model)).toBe(
      'Sequential(Unflatten(1, 28, 28), Conv2d(1, 4, 3 x 3), ReLU, MaxPool2d(2 x 2), ' +
        'Residual(Sequential(Conv2d(4, 4, 3 x 3))), Flatten, Linear(784, 8), Tanh, Linear(8, 10))',
    )
    expect(model.call(zeros([3, 784])).shape).toEqual([3, 10])
    expect(exportOnnx(model, { inputShape: [784] }).length).toBeGreaterThan(1000)
    expect(layersOf({ sizes: [4, 2], layers })).toBe(layers)
  })

  it.each([
    [[{ type: 'Conv2d', outChannels: 2, kernelSize: 31 }], /^layers\[0\]: a window of 31 x 31/],
    [
      [{ type: 'Linear', outFeatures: 3 }],
      'expected an output of [10], one for each class, found [3]',
    ],
    [
      [
        { type: 'Linear', outFeatures: 9 },
        { type: 'MaxPool2d', kernelSize: 2 },
        { type: 'Linear' },
      ],
      'layers[1]: MaxPool2d takes [channels, height, width], but the layer before returns [9]',
    ],
    [
      [{ type: 'Residual', layers: [{ type: 'Linear', outFeatures: 5 }] }, { type: 'Linear' }],
      "layers[0]: expected layers that return their input's shape, [784], found [5]",
    ],
    [
      [{ type: 'Unflatten', shape: [3, 3] }, { type: 'Linear' }],
      'layers[0]: Unflatten(3, 3) takes',
    ],
  ] as const)('names the layer that does not fit: %j', (layers, message) => {
    expect(() => network({ layers, image: [28, 28] })).toThrow(message)
  })
})

describe('parseLayers', () => {
  it('accepts names for layers without options', () => {
    expect(parseLayers(['Flatten', { type: 'Linear', outFeatures: 3 }, 'ReLU'])).toEqual([
      { type: 'Flatten' },
      { type: 'Linear', outFeatures: 3 },
      { type: 'ReLU' },
    ])
  })

  it.each([
    [{}, 'layers: expected a list of at least 1 elements, found {}'],
    [[], 'layers: expected a list of at least 1 elements, found []'],
    [[3], 'layers[0]: expected an object, found 3'],
    [[{}], 'layers[0].type: expected a layer: one of Linear, Conv2d, '],
    [['Relu'], 'found "Relu"'],
    [
      [{ type: 'Linear', features: 3 }],
      "layers[0]: unknown option 'features'; expected type, outFeatures, bias",
    ],
    [
      [{ type: 'Linear', outFeatures: 0 }],
      'layers[0].outFeatures: expected an integer of at least 1, found 0',
    ],
    [
      [{ type: 'Conv2d', outChannels: 3 }],
      'layers[0].kernelSize: expected an integer of at least 1, found undefined',
    ],
    [
      [{ type: 'MaxPool2d', kernelSize: [2] }],
      'layers[0].kernelSize: expected a list of two elements, found [2]',
    ],
    [[{ type: 'Dropout', p: 1 }], 'layers[0].p: expected a number in [0, 1), found 1'],
    [[{ type: 'Residual' }], 'layers[0].layers: expected a list'],
    [
      [{ type: 'Residual', layers: [{ type: 'GELU', approximate: 'x' }] }],
      'layers[0].layers[0].approximate: expected one of none, tanh, found "x"',
    ],
    ['{"__proto__": 1}', 'layers: expected a list'],
  ])('rejects %j with an error that names the place', (value, message) => {
    expect(() => parseLayers(value)).toThrow(message)
  })
})

describe('parseRecipe', () => {
  it('returns every recipe of the package unchanged after JSON', () => {
    for (const recipe of Object.values(recipes))
      expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
  })

  it.each([
    [{ sizes: [784] }, 'recipe.sizes: expected a list of at least 2 elements'],
    [{ batchSize: 0 }, 'recipe.batchSize: expected an integer of at least 1, found 0'],
    [{ learningRate: null }, 'recipe.learningRate: expected a number of at least 0, found null'],
    [{ optimizer: { name: 'lion' } }, 'recipe.optimizer.name: expected one of sgd, adam, adamw, '],
    [{ optimizer: { name: 'adam' } }, 'recipe.optimizer.betas: expected a list of two elements'],
    [{ schedule: { name: 'cosine', warmUp: 1 } }, 'recipe.schedule.warmUp: expected a number in'],
    [{ activation: 'x' }, 'recipe.activation: expected one of relu, gelu, '],
    [{ layers: ['ReLU'] }, 'recipe.layers: expected a layer with weights'],
    [{ clip: 0 }, 'recipe.clip: expected a number above 0, found 0'],
  ])('rejects %j', (change, message) => {
    expect(() => parseRecipe({ ...recipes.fast, ...change })).toThrow(message)
  })
})

describe('createSchedule', () => {
  const rates = (schedule: ScheduleRecipe, steps = 10) => {
    const rate = createSchedule({ schedule, learningRate: 1 }, steps)
    return Array.from({ length: steps }, (_, step) => Number(rate(step).toFixed(4)))
  }

  it('falls in a straight line, along a cosine, or in equal parts', () => {
    expect(rates({ name: 'linear' })).toEqual([1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1])
    expect(rates({ name: 'cosine' }, 4)).toEqual([1, 0.8536, 0.5, 0.1464])
    expect(rates({ name: 'step' }, 6)).toEqual([1, 1, 0.1, 0.1, 0.01, 0.01])
    expect(rates({ name: 'step', parts: 2, gamma: 0.5 }, 4)).toEqual([1, 1, 0.5, 0.5])
  })

  it('rises from a part of the rate to all of it in the warm-up', () => {
    expect(rates({ name: 'constant', warmUp: 0.4 })).toEqual([0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1])
    expect(rates({ name: 'linear', warmUp: 0.2 }).slice(0, 3)).toEqual([0.5, 0.9, 0.8])
  })
})

describe.each([
  { name: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 1e-4 },
  { name: 'adam', betas: [0.9, 0.999], weightDecay: 1e-4 },
  { name: 'adamw', betas: [0.9, 0.999] },
  { name: 'nadam', betas: [0.9, 0.999] },
  { name: 'rmsprop', alpha: 0.99 },
  { name: 'adagrad' },
] as const satisfies OptimizerRecipe[])('a recipe with $name', (optimizer) => {
  it('learns a small set, clipped, and is measured by plain cross entropy', async () => {
    const recipe = {
      ...recipes.fast,
      ...{ sizes: [2, 16, 2], epochs: 20, learningRate: 0.02, labelSmoothing: 0.2 },
      ...{ optimizer, schedule: { name: 'constant' as const }, clip: 1 },
    }
    const model = createNetwork(recipe, new Generator(0))
    expect(createOptimizer(recipe, model).lr).toBe(0.02)
    const inputs = new Generator(5).uniform([64, 2], { low: -1, high: 1 })
    const points = inputs.toTypedArray()
    const labels = fromTypedArray(
      Int32Array.from({ length: 64 }, (_, row) => (Number(points[2 * row]) > 0 ? 1 : 0)),
    )
    const data = new TensorLoader(inputs, labels, { batchSize: 8, shuffle: true })
    const trainer = createTrainer(recipe, { train: data, test: data, generator: new Generator(0) })
    const events: TrainEvent[] = []
    for await (const event of trainer.fit()) events.push(event)
    const end = events.at(-1)
    if (end?.type !== 'end') throw new Error('no end')
    expect(end.testAccuracy).toBeGreaterThan(0.9)
    // Smoothing by 0.2 over two classes bounds the smoothed loss at 0.325 from below.
    const last = events.findLast((event) => event.type === 'epoch')
    expect(last?.trainLoss).toBeGreaterThan(0.325)
    expect(end.testLoss).toBeLessThan(last!.trainLoss)
  })
})
