import { Generator, tensor } from '@handwritten/tensor'
import { expect, it } from 'vitest'
import {
  BatchNorm1d,
  CrossEntropyLoss,
  Dropout,
  Linear,
  Sequential,
  SGD,
  TensorLoader,
  Trainer,
  TrainerError,
} from '../src/index'

const inputs = new Generator(1).normal([12, 3])
const labels = tensor(Int32Array.from({ length: 12 }, (_, i) => i % 2))

function makeTrainer(): Trainer {
  const generator = new Generator(4)
  const model = new Sequential(
    new Linear(3, 4, { generator }),
    new BatchNorm1d(4),
    new Dropout(0.5, { generator: generator.split() }),
    new Linear(4, 2, { generator }),
  )
  const optimizer = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })
  const data = new TensorLoader(inputs, labels, { batchSize: 5, shuffle: true })
  return new Trainer({ model, optimizer, train: data, test: data, epochs: 3 })
}

async function losses(trainer: Trainer, see = () => {}): Promise<number[]> {
  const found: number[] = []
  for await (const event of trainer.fit()) {
    if (event.type !== 'step') continue
    found.push(event.loss)
    see()
  }
  return found
}

it('tell of every parameter, and change nothing of the run', async () => {
  const undisturbed = await losses(makeTrainer())
  const trainer = makeTrainer()
  const names: string[][] = []
  const disturbed = await losses(trainer, () =>
    names.push(trainer.statistics().map(({ name }) => name)),
  )
  expect(disturbed).toEqual(undisturbed)
  expect(names).toHaveLength(9)
  expect(names[8]).toEqual(['0.weight', '0.bias', '1.weight', '1.bias', '3.weight', '3.bias'])
})

it('are those of the weights as they are, and of the gradients for the latest batch', async () => {
  const weight = tensor([[1, -2, 3]], { dtype: 'float32' })
  const layer = new Linear(3, 1, { bias: false })
  layer.loadStateDict({ weight })
  const model = new Sequential(layer, new Linear(1, 2))
  const data = new TensorLoader(inputs, labels, { batchSize: 12 })
  // A rate of 0 leaves the weights alone, so that the gradients can be taken again.
  const optimizer = new SGD(model.parameters(), { lr: 0 })
  const trainer = new Trainer({ model, optimizer, train: data, test: data, epochs: 1 })
  expect(() => trainer.statistics()).toThrow(TrainerError)
  const events = trainer.fit()
  await events.next()
  await events.next()
  const [{ weights, gradients }] = trainer.statistics()
  expect(weights).toMatchObject({ min: -2, max: 3 })
  expect(weights.mean).toBeCloseTo(2 / 3, 6)
  expect(weights.std).toBeCloseTo(Math.sqrt((1 / 9 + 64 / 9 + 49 / 9) / 3), 6)
  expect(weights.norm).toBeCloseTo(Math.sqrt(14), 6)
  new CrossEntropyLoss().forward(model.call(inputs), labels).backward()
  const expected = Array.from(layer.weight.grad?.toTypedArray() ?? [])
  expect(gradients?.min).toBeCloseTo(Math.min(...expected), 6)
  expect(gradients?.norm).toBeCloseTo(Math.hypot(...expected), 6)
})
