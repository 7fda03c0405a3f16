import { decodeSafetensors, Generator, tensor } from '@handwritten/tensor'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeSealed } from '../src/checkpoint/sealed-file'
import {
  CheckpointError,
  Dropout,
  encodeCheckpoint,
  Linear,
  restoreCheckpoint,
  Sequential,
  SGD,
  StateError,
  TensorLoader,
  Trainer,
} from '../src/index'

/** `FUZZ_FILES` and `FUZZ_SEED` make a longer hunt of it. */
const { FUZZ_FILES = 400, FUZZ_SEED = 1 } = process.env
const hunt = { numRuns: Number(FUZZ_FILES), seed: Number(FUZZ_SEED) }

const inputs = new Generator(9).normal([10, 3])
const labels = tensor(Int32Array.from({ length: 10 }, (_, i) => i % 2))

function makeTrainer() {
  const generator = new Generator(1)
  const model = new Sequential(
    new Linear(3, 2, { generator }),
    new Dropout(0.4, { generator: generator.split() }),
  )
  return new Trainer({
    model,
    optimizer: new SGD(model.parameters(), { lr: 0.02, momentum: 0.9 }),
    train: new TensorLoader(inputs, labels, { batchSize: 4, shuffle: true, seed: 3 }),
    test: new TensorLoader(inputs, labels, { batchSize: 10 }),
    epochs: 2,
    compile: (step) => step,
  })
}

/** A sound checkpoint of a run in its second epoch. */
async function soundCheckpoint() {
  const trainer = makeTrainer()
  for await (const event of trainer.fit()) {
    if (event.type === 'step' && event.step === 5) break
  }
  return decodeSafetensors(encodeCheckpoint(trainer))
}

const { tensors, metadata } = await soundCheckpoint()
const names = ['progress', 'loader', 'generators'] as const

/** What happens to a run that goes on from these notes, under a checksum that is right. */
async function outcomeOf(notes: Record<string, string>): Promise<'taken' | 'refused'> {
  const trainer = makeTrainer()
  try {
    restoreCheckpoint(trainer, encodeSealed({ tensors, metadata: notes }))
    for await (const event of trainer.fit()) expect(event.type).toBeTypeOf('string')
    return 'taken'
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'string') return 'refused'
    throw error
  }
}

/** Every place in a value, as the keys that lead to it. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => paths(part, [...path, key]))]
}

/** The same value with another at one place, or with nothing there. */
function withPart(value: unknown, path: readonly string[], part: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return part
  const changed = Array.isArray(value) ? [...value] : { ...(value as object) }
  const inside = withPart((value as never)[key], rest, part)
  return Object.assign(changed, { [key]: inside })
}

const sound = Object.fromEntries(names.map((name) => [name, JSON.parse(metadata[name])]))
const places = paths(sound).filter((path) => path.length > 0)
const values = [
  null,
  undefined,
  -1,
  0,
  1,
  3,
  0.5,
  1e300,
  '1',
  'Infinity',
  '',
  true,
  [],
  {},
  [1, 2, 3, 4],
]

it('notes that another has written are taken or refused by name, under a right checksum', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...values)), {
      minLength: 1,
      maxLength: 2,
    }),
    async (changes) => {
      let notes: unknown = sound
      for (const [path, value] of changes) {
        const isThere = paths(notes).some((each) => each.join() === path.join())
        if (isThere) notes = withPart(notes, path, value)
      }
      const texts = Object.entries(notes as object).map(([name, note]) => [
        name,
        JSON.stringify(note) ?? '',
      ])
      await outcomeOf({ ...metadata, ...Object.fromEntries(texts) })
    },
  )
  await fc.assert(property, hunt)
})

it.each(names)('the note of the %s must be there, and be JSON', async (name) => {
  const { [name]: _, ...others } = metadata
  for (const notes of [others, { ...metadata, [name]: '{"epochs":' }, { ...metadata, [name]: '7' }])
    expect(() =>
      restoreCheckpoint(makeTrainer(), encodeSealed({ tensors, metadata: notes })),
    ).toThrow(CheckpointError)
})

it.each([
  ['steps', '"5"'],
  ['totals', '{"steps":1}'],
  ['evaluation', '{"test":null,"validation":null,"atStep":3}'],
  ['rateChange', '{"factor":1,"fixed":1}'],
  ['best', '{"epoch":-1,"value":1}'],
  ['exchanged', '0'],
])('a progress whose %s is %s is refused', (field, text) => {
  const progress = { ...JSON.parse(metadata.progress), [field]: JSON.parse(text) }
  const notes = { ...metadata, progress: JSON.stringify(progress) }
  expect(() =>
    restoreCheckpoint(makeTrainer(), encodeSealed({ tensors, metadata: notes })),
  ).toThrow("checkpoint: expected the note 'progress' as a trainer writes it, found {")
})

it('a place that the loader does not have is refused', () => {
  for (const batch of [4, -1, 0.5, '1', null]) {
    const loader = JSON.stringify({ ...JSON.parse(metadata.loader), batch })
    expect(() =>
      restoreCheckpoint(
        makeTrainer(),
        encodeSealed({ tensors, metadata: { ...metadata, loader } }),
      ),
    ).toThrow(StateError)
  }
})

it('a history whose tables do not fit its names is refused', () => {
  const figures = (value: unknown) => ({ ...metadata, figures: JSON.stringify(value) })
  const names = JSON.parse(metadata.figures)
  for (const notes of [
    figures([...names, 'x']),
    figures(names.slice(1)),
    figures('epoch'),
    figures([1]),
  ])
    expect(() =>
      restoreCheckpoint(makeTrainer(), encodeSealed({ tensors, metadata: notes })),
    ).toThrow(CheckpointError)
  const { 'history.present': _, ...without } = tensors
  expect(() =>
    restoreCheckpoint(makeTrainer(), encodeSealed({ tensors: without, metadata })),
  ).toThrow("checkpoint: the tensor 'history.present' is not the table of a history")
  const renamed = figures(names.map((name: string) => (name === 'testLoss' ? 'x' : name)))
  expect(() =>
    restoreCheckpoint(makeTrainer(), encodeSealed({ tensors, metadata: renamed })),
  ).toThrow("expected the note 'progress' as a trainer writes it")
})

it('errors of other packages and of JavaScript become errors of a checkpoint', () => {
  for (const cause of [
    new TypeError('x of null'),
    Object.assign(new Error('far'), { code: 'SET' }),
  ]) {
    const trainer = makeTrainer()
    trainer.trainCursor.loadStateDict = () => {
      throw cause
    }
    const restore = () => restoreCheckpoint(trainer, encodeSealed({ tensors, metadata }))
    expect(restore).toThrow(CheckpointError)
    expect(restore).toThrow(/^checkpoint: the state of the loader cannot be loaded(: far)?$/)
  }
})

it('the sound notes are taken', async () => {
  expect(await outcomeOf(metadata)).toBe('taken')
})
