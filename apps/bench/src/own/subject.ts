// The process that is timed as this project: it answers the same requests as the peers' scripts.
import { createInterface } from 'node:readline'
import { loadMnist } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import { currentBackend, threadsInUse } from '@handwritten/tensor'
import type {
  EpochRequest,
  EpochRun,
  FitRequest,
  FitRun,
  SubjectConditions,
} from '../peers/protocol.ts'
import { type MemoryReply, type MemoryRequest, watchMemory } from './memory-run.ts'
import { firstImages } from './own-dataset.ts'
import { applySettings } from './own-settings.ts'
import type { OwnRequest } from './own-subjects.ts'
import { timedFit } from './timed-fit.ts'
import { timedEpoch } from './training.ts'

type Reply = EpochRun | FitRun | MemoryReply | { conditions: SubjectConditions } | { error: string }

let epoch: ((steps: number, untimed?: number) => Promise<EpochRun>) | undefined

async function prepare({ recipe, seed, settings, network }: OwnRequest): Promise<Reply> {
  const train = network
    ? await firstImages(network.dataset, network.rows)
    : (await loadMnist()).train
  const training = network?.recipe ?? recipes[recipe]
  epoch = (steps, untimed = 0) => timedEpoch(train, training, { seed, steps, settings, untimed })
  await applySettings(settings)
  const kernels = `${currentBackend().name} backend, threads at work: ${threadsInUse()}`
  return { conditions: { library: `node ${process.version}`, kernels } }
}

async function fit({ recipe, seed }: FitRequest): Promise<FitRun> {
  const epochs = await timedFit(await loadMnist(), recipe, seed)
  return { epochs, seconds: epochs.at(-1)!.trainSeconds }
}

async function answer(
  request: OwnRequest | EpochRequest | FitRequest | MemoryRequest,
): Promise<Reply> {
  if (request.request === 'memory') return watchMemory(request)
  if (request.request === 'prepare') return prepare(request)
  if (request.request === 'fit') return fit(request)
  if (!epoch) return { error: 'epoch: expected to be prepared first' }
  return epoch(request.steps, request.untimed)
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line)).catch((error: Error) => ({ error: error.message }))
  process.stdout.write(`${JSON.stringify(reply)}\n`)
}
