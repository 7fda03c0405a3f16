import { existsSync } from 'node:fs'
import { Generator, useThreads } from '@handwritten/tensor'
import {
  AdamW,
  BatchNorm1d,
  Dropout,
  Linear,
  loadCheckpoint,
  oneCycleSchedule,
  ReLU,
  Sequential,
  saveCheckpoint,
  splitRows,
  TensorLoader,
  Trainer,
} from '../../src/index'

/** A run of 400 steps with everything that has a state. */
export function makeRun(): Trainer {
  const data = new Generator(9)
  const inputs = data.normal([200, 40])
  const labels = data.integers([200], 0, 5)
  const [rows, heldOut] = splitRows(200, 0.2)
  const generator = new Generator(1)
  const model = new Sequential(
    new Linear(40, 64, { generator }),
    new BatchNorm1d(64),
    new ReLU(),
    new Dropout(0.3, { generator: generator.split() }),
    new Linear(64, 5, { generator }),
  )
  return new Trainer({
    model,
    optimizer: new AdamW(model.parameters(), { lr: 0.01 }),
    schedule: oneCycleSchedule(0.01, { steps: 400 }),
    train: new TensorLoader(inputs, labels, { batchSize: 16, shuffle: true, rows, seed: 5 }),
    validation: new TensorLoader(inputs, labels, { batchSize: 40, rows: heldOut }),
    test: new TensorLoader(inputs, labels, { batchSize: 200 }),
    average: { decay: 0.95, every: 3 },
    keepBest: true,
    epochs: 40,
  })
}

/** The bits of all that the model holds, as text. */
export function bitsOf({ options }: Trainer): string {
  return Object.values(options.model.stateDict())
    .map((value) => {
      const { buffer, byteOffset, byteLength } = value.toTypedArray()
      return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
    })
    .join()
}

/** Goes on with the run at `path`, if there is one, and saves it every third step; tells its steps. */
async function goOn(path: string, threads: number): Promise<void> {
  await useThreads({ threads })
  const trainer = makeRun()
  if (existsSync(path)) await loadCheckpoint(trainer, path)
  for await (const event of trainer.fit()) {
    if (event.type !== 'step') continue
    process.stdout.write(`step ${event.step}\n`)
    if (event.step % 3 === 0) await saveCheckpoint(trainer, path)
  }
  process.stdout.write(`end ${bitsOf(trainer)}\n`)
}

const [path, threads] = process.argv.slice(2)
if (path?.endsWith('.safetensors')) await goOn(path, Number(threads))
