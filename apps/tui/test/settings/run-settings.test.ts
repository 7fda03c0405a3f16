import { datasetNames } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import { describe, expect, it } from 'vitest'
import { datasetTitles } from '../../src/settings/datasets'
import { continuedSettings, settingsOf } from '../../src/settings/run-settings'
import { describeOptimizer } from '../../src/settings/setting-words'

describe('settingsOf', () => {
  it('takes from the recipe what the command line leaves open', () => {
    expect(settingsOf({})).toEqual({
      recipe: recipes.fast,
      seed: 1,
      dataset: 'mnist',
      limit: null,
      parts: 1,
      normalize: 'auto',
    })
    expect(settingsOf({}, 4).parts).toBe(4)
    expect(settingsOf({ parts: 8 }, 4).parts).toBe(8)
    const changed = settingsOf({ recipe: 'seed', epochs: 9, learningRate: 0.5, seed: 0, limit: 7 })
    expect(changed).toMatchObject({ seed: 0, limit: 7 })
    expect(changed.recipe).toEqual({ ...recipes.seed, epochs: 9, learningRate: 0.5 })
  })
})

describe('continuedSettings', () => {
  const saved = settingsOf({ recipe: 'seed', batchSize: 32, seed: 5 })

  it('are those of the saved run, with more epochs if asked for', () => {
    expect(continuedSettings(saved, { save: 'a', resume: true })).toEqual(saved)
    expect(continuedSettings(saved, { recipe: 'seed', batchSize: 32, seed: 5 })).toEqual(saved)
    expect(continuedSettings(saved, { epochs: 20 }).recipe.epochs).toBe(20)
    const cut = settingsOf({}, 4)
    expect(continuedSettings(cut, { save: 'a', resume: true }).parts).toBe(4)
  })

  it.each([
    [{ recipe: 'fast' }, '--recipe seed'],
    [{ batchSize: 64 }, '--batch-size 32'],
    [{ learningRate: 0.1 }, '--lr 0.01'],
    [{ seed: 6 }, '--seed 5'],
    [{ dataset: 'fashion' }, '--dataset mnist'],
    [{ limit: 10 }, '--limit all images'],
    [{ parts: 4 }, '--parts 1'],
  ] as const)('are not changed to %j', (options, was) => {
    expect(() => continuedSettings(saved, { save: 'a', ...options })).toThrow(was)
  })
})

it('an optimizer is described by its settings', () => {
  expect(describeOptimizer(recipes.seed)).toBe('SGD 0.01')
  expect(describeOptimizer(recipes.fast)).toContain('momentum 0.9')
})

it('the data sets are those that there are', () => {
  expect(Object.keys(datasetTitles)).toEqual(datasetNames)
})
