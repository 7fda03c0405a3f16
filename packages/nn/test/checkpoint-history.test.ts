import { decodeSafetensors, Generator, tensor } from '@handwritten/tensor'
import { expect, it } from 'vitest'
import { crc32 } from '../src/checkpoint/crc32'
import { toJson } from '../src/checkpoint/json'
import { encodeSealed } from '../src/checkpoint/sealed-file'
import {
  type EpochEvent,
  encodeCheckpoint,
  Linear,
  restoreCheckpoint,
  SGD,
  TensorLoader,
  Trainer,
} from '../src/index'

const inputs = new Generator(9).normal([10, 3])
const labels = tensor(Int32Array.from({ length: 10 }, (_, i) => i % 2))

function makeTrainer(history: readonly EpochEvent[] = []) {
  const model = new Linear(3, 2, { generator: new Generator(1) })
  const train = new TensorLoader(inputs, labels, { batchSize: 5, shuffle: true, seed: 3 })
  const optimizer = new SGD(model.parameters(), { lr: 0.02 })
  const trainer = new Trainer({ model, optimizer, train, test: train, epochs: 1e9 })
  trainer.progress = { ...trainer.progress, epochs: history.length, history }
  return trainer
}

function epochs(count: number): EpochEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'epoch',
    epoch: index + 1,
    trainLoss: index === 1 ? Number.NaN : 1 / (index + 3),
    trainAccuracy: 0.5,
    testLoss: index === 2 ? Number.POSITIVE_INFINITY : Math.PI,
    testAccuracy: 0.25,
    ...(index % 2 === 0 && { validationLoss: -0, validationAccuracy: 1 }),
    learningRate: 0.1,
    seconds: 0.01,
    samplesPerSecond: 1e5,
  }))
}

const headerLength = (bytes: Uint8Array) => new DataView(bytes.buffer).getUint32(0, true)

it('restores a history to the last bit, with the figures that each epoch has', () => {
  const history = epochs(5)
  const trainer = makeTrainer()
  restoreCheckpoint(trainer, encodeCheckpoint(makeTrainer(history)))
  expect(trainer.progress.history).toEqual(history)
  expect(Object.is(trainer.progress.history[0]?.validationLoss, -0)).toBe(true)
})

it('keeps the header of a checkpoint as short after 100,000 epochs as after five', () => {
  const few = encodeCheckpoint(makeTrainer(epochs(5)))
  const history = epochs(100_000)
  const many = encodeCheckpoint(makeTrainer(history))
  expect(headerLength(many) - headerLength(few)).toBeLessThan(200)
  const trainer = makeTrainer()
  restoreCheckpoint(trainer, many)
  expect(trainer.progress.history).toHaveLength(100_000)
  expect(trainer.progress.history.at(-1)).toEqual(history.at(-1))
})

it('restores a checkpoint of version 1, whose history is in a note', () => {
  // JSON has no -0.
  const history = epochs(3).map((epoch) => ({ ...epoch, validationLoss: 2 }))
  const { tensors, metadata } = decodeSafetensors(encodeCheckpoint(makeTrainer()))
  const progress = toJson({ ...JSON.parse(metadata.progress), history })
  const bytes = encodeSealed({ tensors, metadata: { ...metadata, progress } })
  const trainer = makeTrainer()
  restoreCheckpoint(trainer, asVersion1(bytes))
  expect(trainer.progress.history).toEqual(history)
})

/** The same file with the version 1 and its checksum. */
function asVersion1(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, headerLength(bytes)))
  const old = bytes.slice()
  old[text.indexOf('handwritten checkpoint 2') + 'handwritten checkpoint '.length] = 0x31
  const seal = text.indexOf('"checksum":"') + '"checksum":"'.length
  const sum = crc32(old.subarray(0, seal), old.subarray(seal + 8))
  old.set(new TextEncoder().encode(sum.toString(16).padStart(8, '0')), seal)
  return old
}
