import {
  astype,
  capture,
  Generator,
  gatherRows,
  maximum,
  setBackend,
  type Tensor,
  take,
  useThreads,
} from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  Adagrad,
  Adam,
  AdamW,
  CrossEntropyLoss,
  createCriterion,
  createNetwork,
  createOptimizer,
  Linear,
  NAdam,
  type Optimizer,
  ReLU,
  RMSprop,
  recipes,
  Sequential,
  SGD,
} from '../src/index'

const SAMPLES = 220
const BATCH = 64
const EPOCHS = 4

const optimizers: Record<string, (parameters: readonly Tensor[]) => Optimizer> = {
  SGD: (p) => new SGD(p, { lr: 0.05 }),
  'SGD with momentum, decay and a look ahead': (p) =>
    new SGD(p, { lr: 0.05, momentum: 0.9, weightDecay: 0.01, nesterov: true }),
  Adam: (p) => new Adam(p, { amsgrad: true, weightDecay: 0.01 }),
  AdamW: (p) => new AdamW(p),
  NAdam: (p) => new NAdam(p),
  RMSprop: (p) => new RMSprop(p, { momentum: 0.9, centered: true }),
  Adagrad: (p) => new Adagrad(p, { lrDecay: 0.01 }),
}

/** Every loss of whole epochs, the last of whose batches is short, and the weights and state after them. */
function trained(make: (parameters: readonly Tensor[]) => Optimizer): unknown[] {
  const generator = new Generator(3)
  const model = new Sequential(
    new Linear(50, 70, { generator }),
    new ReLU(),
    new Linear(70, 7, { generator }),
  )
  const [inputs, labels] = [generator.normal([SAMPLES, 50]), generator.integers([SAMPLES], 0, 7)]
  const optimizer = make(model.parameters())
  const criterion = new CrossEntropyLoss({ labelSmoothing: 0.1 })
  const step = capture((x: Tensor, y: Tensor) => {
    const { loss } = criterion.measure(model.call(x), y)
    loss.backward()
    optimizer.step()
    optimizer.zeroGrad()
    return loss
  })
  const losses: number[] = []
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let at = 0; at < SAMPLES; at += BATCH) {
      const rows = [[at, Math.min(at + BATCH, SAMPLES)]] as const
      losses.push(step(inputs.slice(rows), labels.slice(rows)).item())
    }
  }
  const tensors = [...model.parameters(), ...Object.values(optimizer.stateDict())]
  return [losses, ...tensors.map((tensor) => tensor.toTypedArray())]
}

describe('epochs on 1, 2, 3 and 8 threads have the same bits', () => {
  beforeAll(() => setBackend('wasm'))
  afterAll(() => useThreads({ threads: 1 }))

  const alone = new Map<string, unknown[]>()

  it.each([1, 2, 3, 8])('with every optimizer: %i', async (threads) => {
    expect((await useThreads({ threads, cores: 8 })).threads).toBe(threads)
    for (const [name, make] of Object.entries(optimizers)) {
      const result = trained(make)
      if (threads === 1) alone.set(name, result)
      expect(result, name).toEqual(alone.get(name))
    }
  })
})

describe('two threads', () => {
  afterAll(() => useThreads({ threads: 1 }))

  it("meet three times within a step of the seed's network, and at its end", async () => {
    await useThreads({ threads: 2, cores: 8 })
    const { seed } = recipes
    const generator = new Generator(1)
    const model = createNetwork(seed, generator)
    const optimizer = createOptimizer(seed, model)
    const criterion = createCriterion(seed)
    const images = astype(maximum(generator.integers([100, 784], -800, 256), 0), 'uint8')
    const labels = generator.integers([100], 0, 10)
    let meetings = 0
    const step = capture(
      (rows: Tensor) => {
        const inputs = gatherRows(images, rows, { scale: 1 / 255, shift: -0.4, background: 0 })
        const { loss } = criterion.measure(model.call(inputs), take(labels, rows))
        loss.backward()
        optimizer.step()
        optimizer.zeroGrad()
        return loss
      },
      {
        onReplay(parts) {
          meetings = parts.filter(({ calls }) => calls.length === 0).length
        },
      },
    )
    for (let run = 0; run < 4; run++) step(generator.integers([seed.batchSize], 0, 100))
    expect(meetings).toBe(4)
  })
})
