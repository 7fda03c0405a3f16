import { Generator, greater, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  type EndEvent,
  type EpochEvent,
  encodeCheckpoint,
  type FitEvent,
  Linear,
  MSELoss,
  OptionError,
  restoreCheckpoint,
  Sequential,
  SGD,
  splitRows,
  Tanh,
  TensorLoader,
  type TrainEvent,
  Trainer,
  type TrainerOptions,
} from '../src/index'

const inputs = new Generator(5).uniform([60, 2], { low: -1, high: 1 })
const labels = greater(inputs.slice([[], 0]), 0).astype('int32')
const [trainRows, heldOutRows] = splitRows(60, 0.25, { seed: 3 })

function makeTrainer(options: Partial<TrainerOptions> & { lr?: number } = {}): Trainer {
  const generator = new Generator(7)
  const model = new Sequential(
    new Linear(2, 6, { generator }),
    new Tanh(),
    new Linear(6, 2, { generator }),
  )
  const { lr = 0.1, ...rest } = options
  return new Trainer({
    model,
    optimizer: new SGD(model.parameters(), { lr }),
    train: new TensorLoader(inputs, labels, { batchSize: 9, rows: trainRows, shuffle: true }),
    validation: new TensorLoader(inputs, labels, { batchSize: 15, rows: heldOutRows }),
    test: new TensorLoader(inputs, labels, { batchSize: 60 }),
    epochs: 4,
    ...rest,
  })
}

async function collect(trainer: Trainer, see: (event: TrainEvent) => void = () => {}) {
  const events: TrainEvent[] = []
  for await (const event of trainer.fit()) {
    events.push(event)
    see(event)
  }
  const epochs = events.filter((event): event is EpochEvent => event.type === 'epoch')
  return { events, epochs, end: events.at(-1) as EndEvent }
}

const weightsOf = ({ options }: Trainer) =>
  Object.values(options.model.stateDict()).map((value) => value.toArray())

/** A validation set that the training set teaches the opposite of, so that every epoch is worse. */
const opposed = () =>
  new TensorLoader(inputs, tensor(Int32Array.from(labels.toTypedArray(), (label) => 1 - label)), {
    batchSize: 60,
  })

describe('a validation set', () => {
  it('is cut at random from the rows, each of which is in one of the parts', () => {
    expect([trainRows.length, heldOutRows.length]).toEqual([45, 15])
    expect([...trainRows, ...heldOutRows].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, row) => row),
    )
    expect(splitRows(60, 0.25, { seed: 4 })[1]).not.toEqual(heldOutRows)
    expect(splitRows(3, 0.01)[1]).toHaveLength(1)
    expect(() => splitRows(10, 1)).toThrow(OptionError)
  })

  it('is measured after every epoch, beside the test set', async () => {
    const { events, epochs, end } = await collect(makeTrainer())
    expect(events[0]).toMatchObject({ samplesPerEpoch: 45, validationSamples: 15, testSamples: 60 })
    for (const { validationLoss, validationAccuracy, testLoss } of epochs) {
      expect(validationLoss).toBeGreaterThan(0)
      expect(validationLoss).not.toBe(testLoss)
      expect((validationAccuracy as number) * 15).toBeCloseTo(
        Math.round((validationAccuracy as number) * 15),
        9,
      )
    }
    expect(end.validationLoss).toBe(epochs[3].validationLoss)
  })

  it('serves only its rows', () => {
    const loader = new TensorLoader(inputs, labels, { batchSize: 7, rows: heldOutRows })
    expect([loader.size, loader.length]).toEqual([15, 3])
    expect([...loader.rows()].flatMap((rows) => [...rows])).toEqual([...heldOutRows])
    const rows = Int32Array.of(3, 60)
    expect(() => new TensorLoader(inputs, labels, { batchSize: 7, rows })).toThrow(
      'TensorLoader: rows must be below 60, found 60',
    )
  })

  it.each([
    [{ batchSize: 0 }, 'TensorLoader: batchSize must be a whole number of at least 1, but is 0'],
    [undefined, 'TensorLoader: options must be like { batchSize: 32 }, but is undefined'],
  ])('refuses options %j', (options, message) => {
    expect(() => new TensorLoader(inputs, labels, options as never)).toThrow(message)
  })

  it('refuses arrays', () => {
    expect(() => new TensorLoader([[1]] as never, labels, { batchSize: 1 })).toThrow(
      'TensorLoader: inputs must be a tensor, but is 1',
    )
  })

  it.each(['model', 'optimizer', 'train', 'test'])('a trainer needs its %s', (name) => {
    expect(() => new Trainer({ ...makeTrainer().options, [name]: undefined })).toThrow(
      `Trainer: ${name} must be given, but is undefined`,
    )
  })

  it('is needed where something is chosen by it', () => {
    const { validation: _, ...without } = makeTrainer().options
    expect(() => new Trainer({ ...without, keepBest: true })).toThrow(
      'Trainer: validation must be a loader with keepBest, but is undefined',
    )
    expect(() => new Trainer({ ...without, earlyStopping: { patience: 2 } })).toThrow(OptionError)
  })
})

describe('early stopping', () => {
  it('ends a run that gets no better, after as many epochs as told', async () => {
    const trainer = makeTrainer({
      validation: opposed(),
      earlyStopping: { patience: 3 },
      epochs: 50,
    })
    const { epochs, end } = await collect(trainer)
    const losses = epochs.map(({ validationLoss }) => validationLoss as number)
    expect(losses).toHaveLength(4)
    expect(Math.min(...losses)).toBe(losses[0])
    expect(end).toMatchObject({ reason: 'stopped', stoppedEarly: true, epochs: 4 })
  })

  it('does not end one that does', async () => {
    const { end } = await collect(makeTrainer({ earlyStopping: { patience: 1 }, epochs: 5 }))
    expect(end).toMatchObject({ reason: 'completed', epochs: 5 })
    expect(end).not.toHaveProperty('stoppedEarly')
  })
})

describe('keepBest', () => {
  it('ends with the weights of the best epoch, and measures those', async () => {
    const trainer = makeTrainer({ validation: opposed(), keepBest: true })
    const seen: unknown[] = []
    const { epochs, end } = await collect(trainer, ({ type }) => {
      if (type === 'epoch') seen.push(weightsOf(trainer))
    })
    expect(end).toMatchObject({ reason: 'completed', epochs: 4, bestEpoch: 1 })
    expect(weightsOf(trainer)).toEqual(seen[0])
    expect(weightsOf(trainer)).not.toEqual(seen[3])
    expect([end.testLoss, end.validationLoss]).toEqual([
      epochs[0].testLoss,
      epochs[0].validationLoss,
    ])
  })

  it('can go by accuracy, of which the first of equals is the best', async () => {
    const trainer = makeTrainer({ keepBest: true, watch: 'accuracy', epochs: 8, lr: 0.5 })
    const { epochs, end } = await collect(trainer)
    const accuracies = epochs.map(({ validationAccuracy }) => validationAccuracy as number)
    expect(end.bestEpoch).toBe(1 + accuracies.indexOf(Math.max(...accuracies)))
  })
})

describe('a running mean of the weights', () => {
  const average = { decay: 0.8, every: 2 }

  it('is what is measured and what is left, while the last weights go on learning', async () => {
    const trainer = makeTrainer({ average })
    const other = makeTrainer()
    const [averaged, plain] = [await collect(trainer), await collect(other)]
    const losses = ({ events }: typeof plain) =>
      events.flatMap((event) => (event.type === 'step' ? [event.loss] : []))
    expect(losses(averaged)).toEqual(losses(plain))
    expect(averaged.end.testLoss).not.toBe(plain.end.testLoss)
    expect(averaged.end.testLoss).toBe(averaged.epochs[3].testLoss)
    trainer.finalWeights.exchange()
    expect(weightsOf(trainer)).toEqual(weightsOf(other))
  })
})

describe('a checkpoint of a run with all of these', () => {
  const options = (): Partial<TrainerOptions> => ({
    validation: opposed(),
    average: { decay: 0.9, every: 3 },
    keepBest: true,
    earlyStopping: { patience: 3 },
    epochs: 9,
  })
  const timeless = (events: readonly TrainEvent[]) =>
    events.map((event) => ({ ...event, seconds: 0, samplesPerSecond: 0 }))

  it('goes on as if nothing had happened, from any event, from the end of a stopped run too', async () => {
    const whole = makeTrainer(options())
    const checkpoints: Uint8Array[] = []
    const { events, end } = await collect(whole, () => checkpoints.push(encodeCheckpoint(whole)))
    expect(end).toMatchObject({ stoppedEarly: true, bestEpoch: 1 })
    for (const [place, checkpoint] of checkpoints.slice(0, -1).entries()) {
      const other = makeTrainer(options())
      restoreCheckpoint(other, checkpoint)
      const rest = await collect(other)
      expect(timeless(rest.events.slice(1))).toEqual(timeless(events.slice(place + 1)))
      expect(weightsOf(other)).toEqual(weightsOf(whole))
    }
    const stopped = makeTrainer(options())
    await collect(stopped, (event) => {
      if (event.type === 'step' && event.step === 7) stopped.stop()
    })
    const resumed = makeTrainer(options())
    restoreCheckpoint(resumed, encodeCheckpoint(stopped))
    const rest = await collect(resumed)
    expect(timeless(rest.events.slice(-3))).toEqual(timeless(events.slice(-3)))
    expect(weightsOf(resumed)).toEqual(weightsOf(whole))
  })
})

describe('a criterion that counts no hits', () => {
  it('trains a regression, whose events have losses but no counts and no accuracies', async () => {
    const targets = inputs.slice([[], [0, 1]]).multiply(3)
    const generator = new Generator(1)
    const model = new Sequential(new Linear(2, 1, { generator }))
    const data = new TensorLoader(inputs, targets, { batchSize: 20, shuffle: true })
    const optimizer = new SGD(model.parameters(), { lr: 0.3 })
    const criterion = new MSELoss()
    const trainer = new Trainer({
      ...{ model, optimizer, criterion },
      ...{ train: data, test: data, epochs: 30 },
    })
    const events: FitEvent<MSELoss>[] = []
    for await (const event of trainer.fit()) events.push(event)
    const names = ['correct', 'trainAccuracy', 'testAccuracy', 'validationAccuracy']
    expect(events.flatMap((event) => names.filter((name) => name in event))).toEqual([])
    expect(trainer.progress.evaluation?.test).toEqual({ loss: expect.any(Number), samples: 60 })
    const end = events.at(-1)
    expect(end?.type === 'end' && end.testLoss).toBeLessThan(1e-6)
    const resumed = new Trainer({ ...trainer.options, epochs: 31 })
    restoreCheckpoint(resumed, encodeCheckpoint(trainer))
    const rest: string[] = []
    for await (const event of resumed.fit()) rest.push(event.type)
    expect(rest.slice(-2)).toEqual(['epoch', 'end'])
    expect(() => new Trainer({ ...trainer.options, watch: 'accuracy' })).toThrow(
      "Trainer: watch must be 'loss' with a loss that has no accuracy, but is accuracy",
    )
    const none = new MSELoss({ reduction: 'none' })
    expect(() => new Trainer({ ...trainer.options, criterion: none })).toThrow(
      "Trainer: criterion.reduction must be 'mean' or 'sum', but is none",
    )
  })
})
