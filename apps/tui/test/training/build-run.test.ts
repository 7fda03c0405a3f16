import { ImageDataset } from '@handwritten/mnist-data'
import { zeros } from '@handwritten/tensor'
import { expect, it } from 'vitest'
import { settingsOf } from '../../src/settings/run-settings'
import { buildRun, inspectedLoaders } from '../../src/training/build-run'
import { predictAll } from '../../src/training/inspection/predictions'
import { tinyData } from '../support/tiny-data'

it('the network begins with the pixels of the set and ends with its classes', () => {
  const images = zeros([4, 10, 20], { dtype: 'uint8' })
  const labels = zeros([4], { dtype: 'int32' })
  const classes = Array.from({ length: 47 }, (_, index) => `class ${index}`)
  const set = new ImageDataset({ images, labels, classes, name: 'empty' })
  const { recipe, model } = buildRun(settingsOf({ recipe: 'seed' }), { train: set, test: set })
  expect(recipe.sizes).toEqual([200, 256, 64, 47])
  expect(model.parameters().at(-1)!.shape).toEqual([47])
})

it('an inspection in the middle of an evaluation leaves the evaluation whole', () => {
  const data = tinyData(20, 2500)
  const run = buildRun(settingsOf({ recipe: 'seed' }), data)
  const { model, test } = run
  const inspected = inspectedLoaders(run, data)
  let evaluated = 0
  for (const rows of test.rows()) {
    if (evaluated === 0) expect(predictAll(model, inspected.test).predicted).toHaveLength(2500)
    evaluated += rows.length
  }
  expect(evaluated).toBe(2500)
})
