import { DataLoader } from '@handwritten/mnist-data'
import { CrossEntropyLoss, createNetwork, Linear, ReLU, Sequential } from '@handwritten/nn'
import { Generator, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import type { InspectionEvent } from '../../src/training/inspection/events'
import { histogramOf } from '../../src/training/inspection/histogram'
import { Inspector } from '../../src/training/inspection/inspector'
import {
  countDead,
  viewFilters,
  viewLayers,
  viewMaps,
} from '../../src/training/inspection/network-view'
import { predictAll, predictOne } from '../../src/training/inspection/predictions'
import { mnistNormalization } from '../../src/training/normalization'
import { tinyData } from '../support/tiny-data'

const data = tinyData(40, 20)
const generator = new Generator(5)
const model = new Sequential(
  new Linear(784, 12, { generator }),
  new ReLU(),
  new Linear(12, 10, { generator }),
)
const inspected = {
  normalization: mnistNormalization,
  model,
  criterion: new CrossEntropyLoss(),
  train: new DataLoader(data.train, { batchSize: 16 }),
  test: new DataLoader(data.test, { batchSize: 8 }),
  data,
}

describe('predictions', () => {
  it('agree whether made one by one or all at once', () => {
    const { predicted, confidence } = predictAll(model, inspected.test)
    for (let image = 0; image < 20; image++) {
      const values = predictOne(model, inspected.test, image)
      expect(values.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
      expect(values.indexOf(Math.max(...values))).toBe(predicted[image])
      expect(Math.max(...values)).toBeCloseTo(confidence[image]!, 5)
    }
  })
})

describe('viewLayers', () => {
  it('tells each layer with its sizes and what is in it', () => {
    const layers = viewLayers(inspected)
    expect(layers.map(({ name, features, parameters }) => [name, features, parameters])).toEqual([
      ['Linear(784, 12)', 12, 9420],
      ['ReLU', 12, 0],
      ['Linear(12, 10)', 10, 130],
    ])
    expect(layers.map(({ weights, dead }) => [weights === null, dead === null])).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ])
    const count = (counts: readonly number[]): number => counts.reduce((a, b) => a + b)
    expect(count(layers[0]!.weights!.counts)).toBe(9408)
    expect(count(layers[0]!.gradients!.counts)).toBe(9408)
    expect(count(layers[1]!.activations.counts)).toBe(40 * 12)
  })

  it('leaves the gradients that training holds as they are', () => {
    const held = tensor([1, 2])
    for (const parameter of model.parameters()) parameter.grad = held
    viewLayers(inspected)
    expect(model.parameters().every(({ grad }) => grad === held)).toBe(true)
    for (const parameter of model.parameters()) parameter.grad = null
  })
})

describe('viewFilters', () => {
  it('has one picture a unit, with no weight in the middle of its range', () => {
    const { count, values } = viewFilters(model, 28, 28)
    expect([count, values.length]).toEqual([12, 12 * 784])
    const weight = model.parameters()[0]!.toTypedArray()
    for (let index = 0; index < 784; index += 37)
      expect(Math.sign(values[index]! - 127.5)).toBe(Math.sign(weight[index]!))
  })
})

describe('a network that begins with a convolution', () => {
  const convolutional = createNetwork(
    {
      sizes: [784, 10],
      image: [28, 28],
      layers: [
        { type: 'Conv2d', outChannels: 6, kernelSize: 5 },
        { type: 'ReLU' },
        { type: 'Flatten' },
        { type: 'Linear' },
      ],
    },
    new Generator(3),
  )

  it('shows its kernels, and their outputs for one image', () => {
    expect(viewFilters(convolutional, 28, 28)).toMatchObject({ count: 6, rows: 5, columns: 5 })
    const maps = viewMaps(convolutional, inspected.train)
    expect(maps).toMatchObject({ count: 6, rows: 24, columns: 24 })
    expect(new Set(maps!.values).size).toBeGreaterThan(10)
    expect(viewMaps(model, inspected.train)).toBeNull()
  })

  it('counts dead channels over all their places', () => {
    const [, , relu] = viewLayers({ ...inspected, model: convolutional })
    expect([relu!.features, relu!.dead]).toEqual([6, 0])
  })
})

describe('countDead', () => {
  it('counts units that are zero for every sample', () => {
    expect(countDead([0, 1, 0, 0, 0, 2], 3)).toBe(1)
    expect(countDead([0, 1, 0, 0, 0, 0], 3)).toBe(2)
    expect(countDead([0, 0, 0, 1, 0, 0], 3, 2)).toBe(2)
  })
})

describe('histogramOf', () => {
  it('counts every finite value once, the largest in the last bin', () => {
    expect(histogramOf([0, 1, 2, 4, Number.NaN], 4)).toEqual({
      min: 0,
      max: 4,
      counts: [1, 1, 1, 1],
    })
  })

  it('has one bin for equal values, and none for nothing', () => {
    expect(histogramOf([3, 3], 3)).toEqual({ min: 3, max: 3, counts: [2, 0, 0] })
    expect(histogramOf([Number.NaN], 2)).toEqual({ min: 0, max: 0, counts: [0, 0] })
  })
})

describe('Inspector', () => {
  function inspect() {
    const events: InspectionEvent[] = []
    const inspector = new Inspector(inspected, (event) => events.push(event))
    const told = (): string[] => events.splice(0).map(({ type }) => type)
    return { inspector, told }
  }

  it('computes nothing that is not looked at', () => {
    const { inspector, told } = inspect()
    inspector.afterStep(1)
    inspector.afterEpoch(2)
    inspector.look({ at: 'nothing' }, 3)
    expect(told()).toEqual([])
  })

  it('tells the test images once, and predicts again after an epoch', () => {
    const { inspector, told } = inspect()
    inspector.look({ at: 'image', image: 3 }, 1)
    expect(told()).toEqual(['testData', 'predictions', 'probabilities'])
    inspector.look({ at: 'image', image: 4 }, 2)
    expect(told()).toEqual(['probabilities'])
    inspector.afterEpoch(3)
    expect(told()).toEqual(['predictions', 'probabilities'])
    inspector.look({ at: 'network' }, 4)
    expect(told()).toEqual(['network'])
    inspector.afterEpoch(5)
    expect(told()).toEqual(['network'])
    inspector.look({ at: 'predictions' }, 5)
    expect(told()).toEqual(['predictions'])
  })

  it('does not tell again with every step', () => {
    const { inspector, told } = inspect()
    inspector.look({ at: 'image', image: 3 }, 1)
    told()
    for (let step = 2; step < 20; step++) inspector.afterStep(step)
    expect(told().length).toBeLessThan(3)
  })
})
