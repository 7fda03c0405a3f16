import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  capture,
  decodeSafetensors,
  encodeSafetensors,
  Generator,
  tensor,
} from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crc32 } from '../src/checkpoint/crc32'
import {
  Adam,
  type BatchFunction,
  BatchNorm1d,
  CheckpointError,
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

describe('bytes that are no sound checkpoint', () => {
  const sound = () => encodeCheckpoint(makeTrainer(1, eager), { recipe: 'own' })
  const refusal = (bytes: Uint8Array): CheckpointError => {
    try {
      restoreCheckpoint(makeTrainer(2, eager), bytes)
    } catch (error) {
      if (error instanceof CheckpointError) return error
      throw error
    }
    throw new Error('the bytes were taken')
  }

  it('are noticed, whichever bit has changed', () => {
    const bytes = sound()
    const chance = new Generator(12)
    const places = chance.integers([300], 0, bytes.length).toTypedArray()
    for (const place of [...places, 0, 8, 40, bytes.length - 1]) {
      const damaged = Uint8Array.from(bytes)
      damaged[place] ^= 1 << (place % 8)
      expect(refusal(damaged).code, `byte ${place}`).toBe('CHECKPOINT')
    }
    const inWeights = Uint8Array.from(bytes)
    inWeights[bytes.length - 3] ^= 4
    expect(refusal(inWeights)).toMatchObject({ fault: 'damaged' })
    expect(refusal(inWeights).message).toMatch(
      /^checkpoint: the checksum is [0-9a-f]{8}, but should/,
    )
  })

  it('are noticed when the end is missing', () => {
    const bytes = sound()
    for (const length of [0, 7, 100, bytes.length - 1]) {
      expect(refusal(bytes.subarray(0, length)).fault).toBe('damaged')
    }
  })

  it('are told from another kind of file, and from a file of a later program', () => {
    const { tensors, metadata } = decodeSafetensors(sound())
    const plain = refusal(encodeSafetensors({ tensors, metadata: { format: 'pt' } }))
    expect(plain).toMatchObject({ fault: 'foreign' })
    expect(plain.message).toBe(
      "checkpoint: expected the format 'handwritten checkpoint 2', found 'pt'; " +
        'this is another kind of safetensors file',
    )
    expect(refusal(encodeSafetensors({ tensors })).fault).toBe('foreign')
    const later = { ...metadata, format: 'handwritten checkpoint 3' }
    expect(refusal(encodeSafetensors({ tensors, metadata: later }))).toMatchObject({
      fault: 'newer',
      message:
        'checkpoint: the file has version 3, and this program reads versions 1 to 2; use a newer one',
    })
    const written = { checksum: metadata.checksum, ...metadata, recipe: 'another' }
    expect(refusal(encodeSafetensors({ tensors, metadata: written })).fault).toBe('damaged')
  })

  it('have the checksum that gzip has', () => {
    const text = new TextEncoder().encode('123456789')
    expect(crc32(text.subarray(0, 4), text.subarray(4))).toBe(0xcbf43926)
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
    const text = join(folder, 'text')
    await writeFile(text, 'no checkpoint at all')
    await expect(loadCheckpoint(makeTrainer(1, eager), text)).rejects.toThrow(
      `${text}: checkpoint: no safetensors file, or not all of one`,
    )
  })
})
