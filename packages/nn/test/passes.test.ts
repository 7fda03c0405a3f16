import { capture, Generator, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  type Batch,
  type BatchFunction,
  Dropout,
  encodeCheckpoint,
  Linear,
  type Loader,
  restoreCheckpoint,
  Sequential,
  SGD,
  type StepEvent,
  Tanh,
  TensorLoader,
  type TrainEvent,
  Trainer,
  TrainerError,
} from '../src/index'

const inputs = new Generator(9).normal([20, 3])
const labels = tensor(Int32Array.from({ length: 20 }, (_, i) => i % 2))

const load = (
  options: { batchSize?: number; shuffle?: boolean; generator?: Generator; seed?: number } = {},
) => new TensorLoader(inputs, labels, { batchSize: 4, shuffle: true, seed: 5, ...options })

const sorted = (passes: readonly Int32Array[]) =>
  passes.flatMap((rows) => [...rows]).sort((a, b) => a - b)
const all = Array.from({ length: 20 }, (_, row) => row)

describe('passes over one TensorLoader', () => {
  it.each([
    ['with a seed', () => load()],
    ['with a generator', () => load({ generator: new Generator(5) })],
  ])('serve every sample once each, however they overlap, %s', (_, make) => {
    const loader = make()
    const passes = [loader.rows(), loader.rows(), loader.cursor().rows()]
    const served: Int32Array[][] = passes.map(() => [])
    for (let turn = 0; turn < 20; turn++) {
      passes.forEach((pass, place) => {
        if ((turn + place) % (place + 1) > 0) return
        const next = pass.next()
        if (!next.done) served[place].push(next.value)
      })
    }
    passes.forEach((pass, place) => {
      served[place].push(...pass)
    })
    for (const rows of served) expect(sorted(rows)).toEqual(all)
  })

  it('have states of their own, from which the rest of the pass follows', () => {
    const loader = load()
    const [first, second] = [loader.rows(), loader.rows()]
    first.next()
    second.next()
    first.next()
    const states = [first.stateDict(), second.stateDict()]
    expect(states.map(({ batch }) => batch)).toEqual([2, 1])
    for (const [place, pass] of [first, second].entries()) {
      const resumed = load({ seed: 77 })
      resumed.loadStateDict(JSON.parse(JSON.stringify(states[place])))
      expect(Array.from(resumed.rows())).toEqual([...pass])
    }
  })

  it('go on one after the other as epochs, through cursors too', () => {
    const [plain, byCursor] = [load(), load()]
    const epochs = [1, 2, 3].map(() => [...plain.rows()])
    const cursor = byCursor.cursor()
    expect([[...cursor.rows()], [...cursor.rows()], [...byCursor.rows()]]).toEqual(epochs)
  })
})

/** What a run gives that does not depend on clocks. */
const timeless = (events: readonly TrainEvent[]) =>
  events.map((event) => ({ ...event, seconds: 0, samplesPerSecond: 0 }))

function makeTrainer(
  compile: (step: BatchFunction) => BatchFunction,
  seed = 1,
  { shuffle = true, train = load() } = {},
): Trainer {
  const generator = new Generator(seed)
  const model = new Sequential(
    new Linear(3, 5, { generator }),
    new Tanh(),
    new Dropout(0.2, { generator: generator.split() }),
    new Linear(5, 2, { generator }),
  )
  return new Trainer({
    model,
    optimizer: new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 }),
    train,
    test: load({ batchSize: 8, shuffle }),
    epochs: 3,
    compile,
  })
}

/** Reads some of a loader, all of it, or leaves a pass open, in turn. */
function disturb(loader: Loader, turn: number): void {
  const pass = loader.rows()[Symbol.iterator]()
  const batches = [0, 1, 3, 9][turn % 4]
  for (let batch = 0; batch < batches; batch++) pass.next()
  if (turn % 2 === 1) pass.return?.()
}

async function run(trainer: Trainer, see: (turn: number) => void): Promise<TrainEvent[]> {
  const events: TrainEvent[] = []
  for await (const event of trainer.fit()) {
    events.push(event)
    see(events.length)
  }
  return events
}

describe.each([
  ['eagerly', (step: BatchFunction) => step],
  ['under capture', capture],
])('a run whose loaders are read meanwhile, %s,', (_, compile) => {
  const disturbed = (trainer: Trainer) => (turn: number) => {
    disturb(trainer.options.train, turn)
    disturb(trainer.options.test, turn + 1)
  }

  it.each([
    ['seeded', () => load()],
    ['with a generator of the user', () => load({ generator: new Generator(5) })],
  ])('is bit for bit the one whose loaders are not: %s', async (_, makeLoader) => {
    const [alone, read] = [0, 1].map(() => makeTrainer(compile, 1, { train: makeLoader() }))
    const events = await run(alone, () => {})
    expect(timeless(await run(read, disturbed(read)))).toEqual(timeless(events))
    expect(events.filter(({ type }) => type === 'step')).toHaveLength(15)
  })

  it('is measured on every test sample, also by readers at the same time', async () => {
    const trainer = makeTrainer(compile)
    const { test } = trainer.options
    const turns: Promise<void>[] = []
    await run(trainer, () => {
      const pass = test.rows()[Symbol.iterator]()
      turns.push(
        (async () => {
          while (!pass.next().done) await new Promise((resolve) => setImmediate(resolve))
        })(),
      )
    })
    await Promise.all(turns)
    expect(trainer.progress.evaluation?.test.samples).toBe(20)
  })

  it('goes on bit for bit from checkpoints that were taken between the reads', async () => {
    const make = (seed: number) => makeTrainer(compile, seed, { shuffle: false })
    const whole = make(1)
    const checkpoints: Uint8Array[] = []
    const events = await run(whole, (turn) => {
      disturbed(whole)(turn)
      checkpoints.push(encodeCheckpoint(whole))
      disturbed(whole)(turn + 1)
    })
    for (const place of [2, 7, 8, 13]) {
      const other = make(77)
      restoreCheckpoint(other, checkpoints[place])
      const rest = await run(other, disturbed(other))
      expect(timeless(rest).slice(1)).toEqual(timeless(events).slice(place + 1))
    }
  })
})

it('a checkpoint that is taken during an evaluation of averaged weights holds those of the run', async () => {
  const make = (seed: number, see: (trainer: Trainer) => void) => {
    const generator = new Generator(seed)
    const model = new Sequential(new Linear(3, 4, { generator }), new Linear(4, 2, { generator }))
    const plain = load({ batchSize: 5, shuffle: false })
    const test: Loader = {
      size: 20,
      length: 4,
      batch: (rows) => plain.batch(rows),
      *rows() {
        for (const rows of plain.rows()) {
          if (rows[0] === 10) see(trainer)
          yield rows
        }
      },
    }
    const trainer: Trainer = new Trainer({
      model,
      optimizer: new SGD(model.parameters(), { lr: 0.5, momentum: 0.9 }),
      train: load(),
      test,
      epochs: 2,
      average: { decay: 0.9 },
    })
    return trainer
  }
  const checkpoints: Uint8Array[] = []
  const whole = make(1, (trainer) => checkpoints.push(encodeCheckpoint(trainer)))
  const events = await run(whole, () => {})
  expect(checkpoints).toHaveLength(2)
  const resumed = make(77, () => {})
  restoreCheckpoint(resumed, checkpoints[0])
  expect(timeless(await run(resumed, () => {})).slice(1)).toEqual(timeless(events).slice(6))
})

describe('loaders of the user', () => {
  it('are read by their own rows where they have no cursor', async () => {
    const trainer = makeTrainer((step) => step)
    const plain = load()
    const loader: Loader = {
      size: 20,
      length: 5,
      rows: () => plain.rows(),
      batch: (rows) => plain.batch(rows),
    }
    const { model, optimizer } = trainer.options
    const other = new Trainer({ model, optimizer, train: loader, test: loader, epochs: 1 })
    expect(await run(other, () => {})).toHaveLength(8)
  })

  it('that serve fewer samples in an evaluation than their size end the run by name', async () => {
    const { model, optimizer } = makeTrainer((step) => step).options
    const short: Loader = {
      size: 20,
      length: 5,
      *rows() {
        yield Int32Array.of(1, 2)
      },
      batch: (rows): Batch => load().batch(rows),
    }
    const trainer = new Trainer({ model, optimizer, train: load(), test: short, epochs: 1 })
    await expect(run(trainer, () => {})).rejects.toThrow(
      new TrainerError('fit: a loader of 20 samples served 2 in a pass of evaluation'),
    )
  })
})

describe('a layer that is frozen or unfrozen during a run', () => {
  const unfreezing = async (compile: (step: BatchFunction) => BatchFunction, everyTurn = 6) => {
    const trainer = makeTrainer(compile)
    const { model, optimizer } = trainer.options
    const [first] = model.children()
    const setFrozen = (frozen: boolean) => {
      for (const parameter of optimizer.parameters.slice(0, 2)) parameter.requiresGrad = !frozen
    }
    setFrozen(true)
    const seen: unknown[] = []
    await run(trainer, (turn) => {
      setFrozen(turn % (2 * everyTurn) < everyTurn)
      seen.push(first[1].stateDict().weight.toArray())
    })
    return seen
  }

  it('follows at once under capture, with the bits of the eager run', async () => {
    const [eager, captured] = [await unfreezing((step) => step), await unfreezing(capture)]
    expect(captured).toEqual(eager)
    expect(new Set(eager.map((values) => JSON.stringify(values))).size).toBeGreaterThan(5)
    expect(eager[4]).toEqual(eager[0])
  })

  it('is part of the running mean of the weights', async () => {
    const { model, optimizer } = makeTrainer((step) => step).options
    for (const parameter of optimizer.parameters.slice(0, 2)) parameter.requiresGrad = false
    const options = { model, optimizer, train: load(), test: load(), epochs: 2 }
    const trainer = new Trainer({ ...options, average: { decay: 0.5 } })
    const before = optimizer.parameters[0].toArray()
    const losses: number[] = []
    for await (const event of trainer.fit()) {
      if (event.type === 'step') losses.push((event as StepEvent).loss)
      if (event.type === 'epoch')
        for (const parameter of optimizer.parameters) parameter.requiresGrad = true
    }
    const [mean, last] = [0, 1].map(() => {
      const values = optimizer.parameters[0].toArray()
      trainer.finalWeights.exchange()
      return values
    })
    expect(mean).not.toEqual(last)
    expect(last).not.toEqual(before)
    expect(losses).toHaveLength(10)
  })
})
