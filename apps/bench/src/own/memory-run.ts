import { DataLoader, loadMnist } from '@handwritten/mnist-data'
import { createTrainer, recipes } from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import type { MemorySample } from '../memory/memory-growth.ts'
import { applySettings, type OwnSettings } from './own-settings.ts'

/** Asks our own process to train for some time and to watch its memory. */
export interface MemoryRequest {
  readonly request: 'memory'
  readonly settings: OwnSettings
  readonly seconds: number
}

/** Resident memory, in bytes. */
export interface MemoryReply {
  /** Before anything was loaded. */
  readonly idle: number
  /** With the data set in memory. */
  readonly loaded: number
  readonly samples: readonly MemorySample[]
}

const SEED = 1
const SAMPLES = 200

/** Trains the seed recipe for `seconds`, reading the resident memory 200 times. */
export async function watchMemory({ settings, seconds }: MemoryRequest): Promise<MemoryReply> {
  const idle = resident()
  const { train, test } = await loadMnist()
  const loaded = resident()
  const { batchSize } = recipes.seed
  const trainer = createTrainer(
    { ...recipes.seed, epochs: 1_000_000 },
    {
      generator: new Generator(SEED),
      train: new DataLoader(train, { batchSize, shuffle: true, seed: SEED }),
      test: new DataLoader(test, { batchSize: 1000 }),
      compile: await applySettings(settings),
    },
  )
  const samples: MemorySample[] = []
  const start = performance.now()
  for await (const event of trainer.fit()) {
    const share = (performance.now() - start) / 1000 / seconds
    if (share >= 1) break
    if (event.type === 'step' && share * SAMPLES >= samples.length)
      samples.push({ steps: event.step, bytes: resident() })
  }
  return { idle, loaded, samples }
}

function resident(): number {
  return process.memoryUsage.rss()
}
