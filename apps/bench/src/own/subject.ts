// The process that is timed as this project: it answers the same requests as the peers' scripts.
import { createInterface } from 'node:readline'
import { loadMnist } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import type { EpochRequest, EpochRun, SubjectConditions } from '../peers/protocol.ts'
import type { OwnRequest } from './own-subjects.ts'
import { timedEpoch } from './training.ts'

type Reply = EpochRun | { conditions: SubjectConditions } | { error: string }

let epoch: ((steps: number) => Promise<EpochRun>) | undefined

async function prepare({ recipe, seed }: OwnRequest): Promise<Reply> {
  const { train } = await loadMnist()
  epoch = (steps) => timedEpoch(train, recipes[recipe], { seed, steps })
  return { conditions: { library: `node ${process.version}`, kernels: 'reference' } }
}

async function answer(request: OwnRequest | EpochRequest): Promise<Reply> {
  if (request.request === 'prepare') return prepare(request)
  if (!epoch) return { error: 'epoch: expected to be prepared first' }
  return epoch(request.steps)
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line)).catch((error: Error) => ({ error: error.message }))
  process.stdout.write(`${JSON.stringify(reply)}\n`)
}
