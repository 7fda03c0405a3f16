import { parentPort, workerData } from 'node:worker_threads'
import { DataLoader, elastic, ImageDataset } from '@handwritten/mnist-data'
import { equal, expandDims, fromTypedArray, Generator, where } from '@handwritten/tensor'
import { generatorsOf } from '../../src/checkpoint/generators'
import {
  AdamW,
  BatchNorm1d,
  Dropout,
  encodeCheckpoint,
  Linear,
  type Loader,
  oneCycleSchedule,
  type Ranks,
  ReLU,
  restoreCheckpoint,
  Sequential,
  type TrainEvent,
  Trainer,
  type TrainerOptions,
} from '../../src/index'
import { type RankMemory, ThreadRank } from './thread-ranks'

/** What a run of ranks does; all of it can be sent to a thread. */
export interface RankedRun {
  readonly parts?: number
  readonly epochs?: number
  /** Images in the training set; 21 a batch, so that the last batch may be shorter than `parts`. */
  readonly samples?: number
  readonly dropout?: boolean
  readonly batchNorm?: boolean
  readonly augmented?: boolean
  readonly eager?: boolean
  readonly clipNorm?: number
  readonly seedOfRank?: readonly number[]
  /** Ends the run on one rank, at the event of a step or of an epoch. */
  readonly stop?: {
    readonly rank: number
    readonly step?: number
    readonly epoch?: number
    readonly after: 'step' | 'epoch'
  }
  /** Sets the learning rate on one rank, at the step event of a number. */
  readonly rate?: { readonly rank: number; readonly step: number; readonly rate: number }
  /** A row whose pixels become infinite inputs. */
  readonly spoiltRow?: number
  readonly checkpoint?: Uint8Array
}

/** What each rank reports. */
export interface RankedResult {
  readonly rank: number
  readonly events: readonly TrainEvent[]
  readonly checkpoint: Uint8Array
  /** Weights, running values, generators and the loader's place, as text. */
  readonly state: string
  readonly sums: number
  readonly error: string | null
}

const CLASSES = 5

/** Images of 8 x 8 pixels with a bright bar, whose place is the class. */
function dataset(samples: number): ImageDataset {
  const generator = new Generator(3)
  const labels = generator.integers([samples], 0, CLASSES)
  const pixels = Uint8Array.from(generator.integers([samples * 64], 0, 60).toTypedArray())
  labels.toTypedArray().forEach((label, i) => {
    pixels.fill(220, i * 64 + label * 8, i * 64 + label * 8 + 8)
  })
  const images = fromTypedArray(pixels, [samples, 8, 8])
  const classes = Array.from({ length: CLASSES }, (_, i) => String(i))
  return new ImageDataset({ images, labels, classes, name: 'bars' })
}

/** The loader, with infinite inputs wherever a batch has a certain row. */
function spoilt(loader: DataLoader, row: number | undefined): Loader {
  if (row === undefined) return loader
  return {
    size: loader.size,
    length: loader.length,
    rows: (parts) => loader.rows(parts),
    cursor: () => loader.cursor(),
    batch(rows) {
      const { inputs, labels } = loader.batch(rows)
      const isSpoilt = expandDims(equal(rows, row), { axis: 1 })
      return { inputs: where(isSpoilt, Number.POSITIVE_INFINITY, inputs), labels }
    },
  }
}

export function makeRankedRun(run: RankedRun, ranks: Ranks): Trainer {
  const { samples = 100, epochs = 3, dropout = true, batchNorm = true, augmented = true } = run
  const generator = new Generator(run.seedOfRank?.[ranks.rank] ?? 1)
  const model = new Sequential(
    new Linear(64, 16, { generator }),
    ...(batchNorm ? [new BatchNorm1d(16)] : []),
    new ReLU(),
    ...(dropout ? [new Dropout(0.2, { generator: generator.split() })] : []),
    new Linear(16, CLASSES, { generator }),
  )
  const options: TrainerOptions = {
    model,
    optimizer: new AdamW(model.parameters(), { lr: 0.01 }),
    schedule: oneCycleSchedule(0.02, { steps: 15 }),
    train: spoilt(
      new DataLoader(dataset(samples), {
        ...{ batchSize: 21, shuffle: true, seed: 5 },
        ...(augmented && { transform: elastic({ alpha: 2, sigma: 2 }) }),
      }),
      run.spoiltRow,
    ),
    test: new DataLoader(dataset(55), { batchSize: 10 }),
    validation: new DataLoader(dataset(17), { batchSize: 17 }),
    average: { decay: 0.9 },
    keepBest: true,
    epochs,
    ranks,
    ...(run.parts !== undefined && { parts: run.parts }),
    ...(run.clipNorm !== undefined && { clipNorm: run.clipNorm }),
    ...(run.eager && { compile: (step) => step }),
  }
  return new Trainer(options)
}

/** Runs it as one rank; the seconds that events report are left out. */
export async function runRank(run: RankedRun, ranks: Ranks): Promise<Omit<RankedResult, 'sums'>> {
  const trainer = makeRankedRun(run, ranks)
  const events: TrainEvent[] = []
  let error: string | null = null
  try {
    if (run.checkpoint) restoreCheckpoint(trainer, run.checkpoint)
    for await (const event of trainer.fit()) {
      events.push(JSON.parse(JSON.stringify(event, withoutSeconds)))
      const { stop, rate } = run
      const isStop = event.type === 'epoch' && stop?.epoch === event.epoch
      if (isStop && stop.rank === ranks.rank) trainer.stop(stop.after)
      if (event.type !== 'step') continue
      if (stop?.rank === ranks.rank && stop.step === event.step) trainer.stop(stop.after)
      if (rate?.rank === ranks.rank && rate.step === event.step) trainer.setLearningRate(rate.rate)
    }
  } catch (reason) {
    error = String(reason)
  }
  const checkpoint = encodeCheckpoint(trainer)
  return { rank: ranks.rank, events, checkpoint, state: stateOf(trainer), error }
}

function stateOf({ options, trainCursor }: Trainer): string {
  const tensors = [options.model, options.optimizer].flatMap((part) =>
    Object.values(part.stateDict()),
  )
  const bits = tensors.map((tensor) => {
    const { buffer, byteOffset, byteLength } = tensor.toTypedArray()
    return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
  })
  const generators = generatorsOf(options.model).map(([, { state }]) => state)
  return JSON.stringify([bits, generators, trainCursor.stateDict?.()])
}

function withoutSeconds(key: string, value: unknown): unknown {
  return key === 'seconds' || key === 'samplesPerSecond' ? undefined : value
}

if (parentPort && workerData?.memory) {
  const { rank, size, memory, run } = workerData as {
    rank: number
    size: number
    memory: RankMemory
    run: RankedRun
  }
  const ranks = new ThreadRank(rank, size, memory)
  const result = await runRank(run, ranks)
  parentPort.postMessage({ ...result, sums: ranks.sums })
}
