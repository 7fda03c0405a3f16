import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { capture, decodeSafetensors, Generator, tensor } from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  Adam,
  type BatchFunction,
  BatchNorm1d,
  Dropout,
  encodeCheckpoint,
  FileError,
  Linear,
  linearSchedule,
  loadCheckpoint,
  restoreCheckpoint,
  Sequential,
  StateError,
  saveCheckpoint,
  Tanh,
  TensorLoader,
  type TrainEvent,
  Trainer,
  TrainerError,
} from '../src/index'

const inputs = new Generator(9).normal([10, 3])
const labels = tensor(Int32Array.from({ length: 10 }, (_, i) => i % 2))

const eager = (step: BatchFunction) => step

/** A run with everything that has a state; what is seeded is seeded by `seed`. */
function makeTrainer(
  seed: number,
  compile: (step: BatchFunction) => BatchFunction = (step) => step,
) {
  const generator = new Generator(seed)
  const model = new Sequential(
    new Linear(3, 6, { generator }),
    new BatchNorm1d(6),
    new Tanh(),
    new Dropout(0.4, { generator: generator.split() }),
    new Linear(6, 2, { generator }),
  )
  return new Trainer({
    model,
    optimizer: new Adam(model.parameters(), { lr: 0.02, amsgrad: true }),
    schedule: linearSchedule(0.02, { start: 1, end: 0.1, steps: 9 }),
    train: new TensorLoader(inputs, labels, { batchSize: 4, shuffle: true, seed }),
    test: new TensorLoader(inputs, labels, { batchSize: 10 }),
    epochs: 3,
    compile,
  })
}

/** The events without what clocks say. */
function timeless(events: readonly TrainEvent[]): object[] {
  return events.map((event) => ({ ...event, seconds: 0, samplesPerSecond: 0 }))
}

/** The rest of a run, in which the rate is changed by hand once. */
async function finish(trainer: Trainer, see: () => void = () => {}): Promise<TrainEvent[]> {
  const events: TrainEvent[] = []
  for await (const event of trainer.fit()) {
    events.push(event)
    if (event.type === 'step' && event.step === 4) trainer.setLearningRate(0.05)
    see()
  }
  return events
}

/** A whole run, and checkpoints of it after every event. */
async function runWithCheckpoints(compile: (step: BatchFunction) => BatchFunction) {
  const trainer = makeTrainer(1, compile)
  const checkpoints: Uint8Array[] = []
  const events = await finish(trainer, () => checkpoints.push(encodeCheckpoint(trainer)))
  return { trainer, events, checkpoints }
}

describe('a run that goes on from a checkpoint', () => {
  it.each([
    ['', eager],
    [' under capture', capture],
  ])(
    'is bit for bit the one that was not interrupted, from every event on%s',
    async (_, compile) => {
      const { trainer, events, checkpoints } = await runWithCheckpoints(compile)
      expect(checkpoints).toHaveLength(14)
      for (const [place, checkpoint] of checkpoints.slice(0, -1).entries()) {
        const other = makeTrainer(77, compile)
        restoreCheckpoint(other, checkpoint)
        const [start, ...rest] = await finish(other)
        expect(timeless(rest)).toEqual(timeless(events.slice(place + 1)))
        const steps = events.slice(0, place + 1).filter(({ type }) => type === 'step').length
        expect(start).toMatchObject({ type: 'start', steps })
        const final = (of: Trainer) =>
          Object.entries(of.options.model.stateDict()).map(([name, t]) => [name, t.toArray()])
        expect(final(other)).toEqual(final(trainer))
        expect(timeless(other.progress.history)).toEqual(timeless(trainer.progress.history))
      }
    },
  )
})

describe('a checkpoint', () => {
  it('is a safetensors file with weights under PyTorch names, and notes', () => {
    const { tensors, metadata } = decodeSafetensors(
      encodeCheckpoint(makeTrainer(1, eager), { recipe: 'own' }),
    )
    expect(tensors['model.0.weight'].shape).toEqual([6, 3])
    expect(tensors['model.1.running_var'].toArray()).toEqual(Array(6).fill(1))
    expect(tensors['optimizer.0.0.first'].shape).toEqual([6, 3])
    expect(metadata.recipe).toBe('own')
  })

  it('keeps figures that are not finite', () => {
    const trainer = makeTrainer(1, eager)
    const totals = { steps: 1, samples: 4, loss: Number.NaN, correct: 0, seconds: 1 }
    trainer.progress = { ...trainer.progress, totals, seconds: Number.POSITIVE_INFINITY }
    const other = makeTrainer(2, eager)
    restoreCheckpoint(other, encodeCheckpoint(trainer))
    expect(other.progress).toEqual(trainer.progress)
  })

  it('is refused by a trainer that has begun', async () => {
    const trainer = makeTrainer(1, eager)
    const checkpoint = encodeCheckpoint(trainer)
    await trainer.fit().next()
    expect(() => restoreCheckpoint(trainer, checkpoint)).toThrow(TrainerError)
  })

  it('is refused by another network', () => {
    const model = new Sequential(new Linear(3, 2))
    const data = new TensorLoader(inputs, labels, { batchSize: 4 })
    const optimizer = new Adam(model.parameters())
    const other = new Trainer({ model, optimizer, train: data, test: data, epochs: 1 })
    expect(() => restoreCheckpoint(other, encodeCheckpoint(makeTrainer(1, eager)))).toThrow(
      StateError,
    )
  })

  it('needs a loader that knows its place', () => {
    const { model, optimizer, test } = makeTrainer(1, eager).options
    const { size, length, rows, batch } = test
    const blind = { size, length, rows: () => rows.call(test), batch: batch.bind(test) }
    const trainer = new Trainer({ model, optimizer, train: blind, test, epochs: 1 })
    expect(() => encodeCheckpoint(trainer)).toThrow('checkpoint: this loader has no stateDict()')
  })
})

describe('checkpoint files', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handwritten-nn-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('are written whole, over an older one, with nothing left beside them', async () => {
    const path = join(folder, 'run.safetensors')
    await writeFile(path, 'an older file')
    const trainer = makeTrainer(1, eager)
    await saveCheckpoint(trainer, path)
    expect(await readdir(folder)).toEqual(['run.safetensors'])
    expect(new Uint8Array(await readFile(path))).toEqual(encodeCheckpoint(trainer))
    await loadCheckpoint(makeTrainer(2, eager), path)
  })

  it('that cannot be written or read are an error that names them', async () => {
    const path = join(folder, 'nowhere', 'run.safetensors')
    await expect(saveCheckpoint(makeTrainer(1, eager), path)).rejects.toThrow(FileError)
    await expect(loadCheckpoint(makeTrainer(1, eager), path)).rejects.toThrow(
      `${path} cannot be read`,
    )
  })
})
