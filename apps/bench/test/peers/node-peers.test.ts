import { loadMnist, subset } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compare } from '../../src/harness/agreement.ts'
import { writeDataFolder } from '../../src/own/data-folder.ts'
import { timedEpoch } from '../../src/own/training.ts'
import { PEERS } from '../../src/peers/peers.ts'
import type { EpochRun } from '../../src/peers/protocol.ts'
import { SubjectProcess } from '../../src/peers/subject-process.ts'

const STEPS = 3
const recipe = recipes.seed

describe('the peers in Node', () => {
  let folder: ReturnType<typeof writeDataFolder>
  let ours: EpochRun

  beforeAll(async () => {
    const train = subset(
      (await loadMnist()).train,
      Int32Array.from({ length: 2000 }, (_, row) => row),
    )
    folder = writeDataFolder(train, recipe, 1)
    const settings = { backend: 'wasm', threads: 1, captured: true } as const
    ours = await timedEpoch(train, recipe, { seed: 1, steps: STEPS, settings })
  })
  afterAll(() => folder[Symbol.dispose]())

  it.each(PEERS.filter(({ runtime }) => runtime === 'node'))(
    '$name computes what we compute, and starts anew each time',
    async ({ name, script, job }) => {
      const { sizes, batchSize, learningRate } = recipe
      const process = await SubjectProcess.start(
        name,
        { program: globalThis.process.execPath, args: [script], environment: {} },
        { request: 'prepare', folder: folder.path, sizes, batchSize, learningRate, ...job },
      )
      const [first, second] = [await process.epoch(STEPS), await process.epoch(STEPS)]
      await process.close()
      expect(
        compare({ early: first, runs: [second] }, { early: ours, runs: [ours] }),
      ).toMatchObject({
        agrees: true,
      })
      expect(first.accuracy).toBe(ours.accuracy)
      expect(first.seconds).toBeGreaterThan(0)
    },
  )
})
