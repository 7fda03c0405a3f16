import { add, capture, Generator, log, type Tensor, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  Adam,
  type BatchFunction,
  DivergenceError,
  Dropout,
  Linear,
  Module,
  ReLU,
  Sequential,
  SGD,
  Tanh,
  TensorLoader,
  Trainer,
} from '../src/index'

const generator = () => new Generator(3)
const inputs: Tensor = generator().normal([24, 3])
const labels = tensor(Int32Array.from({ length: 24 }, (_, i) => i % 2))

/** Has no finite value for inputs of -10 or less. */
class Logarithm extends Module {
  readonly keepsShape = true

  forward(x: Tensor): Tensor {
    return log(add(x, 10))
  }
}

async function failure(trainer: Trainer, see = (_: number) => {}): Promise<DivergenceError> {
  try {
    for await (const event of trainer.fit()) if (event.type === 'step') see(event.step)
  } catch (error) {
    if (error instanceof DivergenceError) return error
    throw error
  }
  throw new Error('the run came to its end')
}

function makeTrainer(
  model: Module,
  {
    lr = 0.1,
    data = inputs,
    epochs = 3,
    compile = capture as (step: BatchFunction) => BatchFunction,
  } = {},
): Trainer {
  const loader = new TensorLoader(data, labels, { batchSize: 4, shuffle: true, seed: 2 })
  const optimizer = new SGD(model.parameters(), { lr, momentum: 0.9 })
  return new Trainer({ model, optimizer, train: loader, test: loader, epochs, compile })
}

/** `inputs` with `value` at the start of row 13. */
function withValue(value: number): Tensor {
  const rows = inputs.toArray() as number[][]
  rows[13][0] = value
  return tensor(rows)
}

describe('a loss that is no finite number', () => {
  it('stops the run and names the batch, where the data holds it', async () => {
    const model = new Sequential(new Linear(3, 2, { generator: generator() }))
    const error = await failure(makeTrainer(model, { data: withValue(Number.NaN) }))
    expect(error).toMatchObject({ code: 'DIVERGED', site: 'inputs', layer: null, epoch: 1 })
    expect(error.rows).toContain(13)
    expect(error.message).toMatch(
      new RegExp(
        `^the loss became NaN: in step ${error.step} \\(epoch 1\\) the inputs became infinite or NaN, ` +
          `with the batch of rows ${[...error.rows].join(', ')} \\(4 in all\\); look at these samples$`,
      ),
    )
  })

  it.each([capture, (step: BatchFunction) => step])(
    'names the layer whose output was the first to be infinite (%#)',
    async (compile) => {
      const model = new Sequential(
        new Dropout(0, { generator: generator() }),
        new Sequential(new Logarithm(), new Tanh()),
        new Linear(3, 2, { generator: generator() }),
      )
      const seen: number[] = []
      const trainer = makeTrainer(model, { compile, data: withValue(-20) })
      const error = await failure(trainer, (step) => seen.push(step))
      expect(error).toMatchObject({ site: 'outputs', layer: '1.0, Logarithm' })
      expect(error.rows).toContain(13)
      expect(error.step).toBe(seen.length + 1)
      expect(model.parameters()[0].toTypedArray().every(Number.isFinite)).toBe(true)
    },
  )

  it('names the parameter of the update that a rate too high has made infinite', async () => {
    const model = new Sequential(
      new Linear(3, 4, { generator: generator() }),
      new ReLU(),
      new Linear(4, 2, { generator: generator() }),
    )
    const error = await failure(makeTrainer(model, { lr: 1e30 }))
    expect(['outputs', 'gradients', 'weights']).toContain(error.site)
    expect(error.layer).toMatch(/^(0|2)/)
    expect(error.message).toContain('lower the learning rate, which was 1e+30, clip gradients')
  })

  it('is found after more steps than are kept, with an optimizer that has a state', async () => {
    const generatorOfThis = generator()
    const model = new Sequential(
      new Linear(3, 4, { generator: generatorOfThis }),
      new Dropout(0.3, { generator: generator() }),
      new Linear(4, 2, { generator: generatorOfThis }),
    )
    const data = new TensorLoader(inputs, labels, { batchSize: 1, shuffle: true })
    const optimizer = new Adam(model.parameters(), { lr: 0.01 })
    const trainer = new Trainer({
      model,
      optimizer,
      train: data,
      test: data,
      epochs: 20,
    })
    const error = await failure(trainer, (step) => {
      if (step === 300) trainer.setLearningRate(1e38)
    })
    expect(error.step).toBeGreaterThanOrEqual(301)
    expect(error.step).toBeLessThanOrEqual(303)
    expect(error.learningRate).toBe(1e38)
    expect(error.rows).toHaveLength(1)
  })
})
