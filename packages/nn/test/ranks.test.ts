import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OptionError } from '../src/index'
import { BatchParts } from '../src/trainer/batch-parts'
import { makeRankedRun, type RankedResult, type RankedRun, runRank } from './programs/ranked-run'
import { rankMemory, ThreadRank } from './programs/thread-ranks'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handwritten-ranks-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'programs', 'ranked-run.ts')],
    outfile: join(folder, 'rank.mjs'),
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'es2023', logLevel: 'error' },
  })
})
afterAll(() => rm(folder, { recursive: true }))

/** Runs a training run on threads that act as ranks, or here where there is one; what each of them reports. */
async function onRanks(size: number, run: RankedRun): Promise<RankedResult[]> {
  const memory = rankMemory(size)
  if (size === 1) {
    const ranks = new ThreadRank(0, 1, memory)
    return [{ ...(await runRank(run, ranks)), sums: ranks.sums }]
  }
  const results = Array.from({ length: size }, (_, rank) => {
    const worker = new Worker(join(folder, 'rank.mjs'), { workerData: { rank, size, memory, run } })
    return new Promise<RankedResult>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
  })
  return Promise.all(results)
}

/** Events of a run without the number of ranks, which the start event has. */
const told = ({ events }: RankedResult) =>
  events.map((event) => (event.type === 'start' ? { ...event, ranks: 0 } : event))

/** The common result of all ranks. */
async function common(size: number, run: RankedRun): Promise<RankedResult> {
  const results = await onRanks(size, run)
  for (const result of results) {
    expect(result.state === results[0].state, `rank ${result.rank} has the state of rank 0`).toBe(
      true,
    )
    expect(told(result)).toEqual(told(results[0]))
  }
  return results[0]
}

describe('parts of a batch', { timeout: 240_000 }, () => {
  it.each<[string, RankedRun]>([
    ['with batch statistics, dropout and augmentation', {}],
    ['of a captured and an eager step, with gradients clipped together', { clipNorm: 0.5 }],
    ['when a batch has fewer rows than parts', { samples: 86, batchNorm: false }],
  ])('give the same bits on 1, 2 and 4 ranks %s', async (_, options) => {
    const run = { parts: 4, ...options }
    const alone = await common(1, run)
    expect(alone.error).toBeNull()
    const eager = await common(1, { ...run, eager: true })
    for (const other of [eager, await common(2, run), await common(4, run)]) {
      expect(other.state === alone.state).toBe(true)
      expect(told(other)).toEqual(told(alone))
    }
  })

  it('give other bits than the whole batch, which is the default of one rank', async () => {
    const [whole, one, four] = [{}, { parts: 1 }, { parts: 4 }].map((run) => common(1, run))
    expect((await one).state).toBe((await whole).state)
    expect((await one).sums).toBe(0)
    expect((await four).state).not.toBe((await whole).state)
  })

  it('are one for each rank by default', async () => {
    const [byDefault, two] = [await common(2, {}), await common(2, { parts: 2 })]
    expect(byDefault.state).toBe(two.state)
    expect(byDefault.events[0]).toMatchObject({ type: 'start', ranks: 2, parts: 2 })
  })

  it('add up to the gradient of the whole batch where no layer looks at other rows', async () => {
    const run = { dropout: false, batchNorm: false, augmented: false }
    const losses = async (parts: number) =>
      (await common(1, { ...run, parts })).events.flatMap((event) =>
        event.type === 'step' ? [event.loss] : [],
      )
    const [whole, cut] = [await losses(1), await losses(4)]
    expect(cut).toHaveLength(15)
    cut.forEach((loss, step) => {
      expect(loss).toBeCloseTo(whole[step], 4)
    })
  })

  it('cover a batch in order, in sizes that differ by at most one, the first the largest', () => {
    for (const count of [1, 2, 4, 8, 16]) {
      for (const rows of [1, 2, 7, 16, 17, 512]) {
        for (let size = 1; size <= count; size *= 2) {
          const parts = Array.from({ length: size }, (_, rank) =>
            new BatchParts({ rank, size, sum() {} }, count).own(rows),
          ).flat()
          expect(parts.map(({ index }) => index)).toEqual(
            Array.from({ length: count }, (_, i) => i),
          )
          const sizes = parts.map(({ begin, end }) => end - begin)
          expect(sizes.reduce((sum, n) => sum + n)).toBe(rows)
          expect(parts.every(({ begin }, i) => begin === (parts[i - 1]?.end ?? 0))).toBe(true)
          expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
          expect(sizes[0] - sizes[count - 1]).toBeLessThanOrEqual(1)
        }
      }
    }
  })

  it.each([
    [2, 3],
    [2, 1],
    [4, 12],
    [3, 4],
    [1, 0],
    [1, 1.5],
  ])('on %i ranks cannot be %s', (size, parts) => {
    const ranks = { rank: 0, size, sum() {} }
    expect(() => makeRankedRun({ parts }, ranks)).toThrow(OptionError)
  })

  it('on one rank can be any number, on three a power of two for each', async () => {
    const run = { parts: 6, epochs: 1 }
    expect((await common(3, run)).state).toBe((await common(1, run)).state)
    expect((await common(1, { parts: 5, epochs: 1 })).error).toBeNull()
  })
})

describe('a run of several ranks', { timeout: 240_000 }, () => {
  it('resumes on another number of ranks to the bits of one that was not interrupted', async () => {
    const whole = await common(1, { parts: 4 })
    for (const [first, second] of [
      [2, 1],
      [1, 4],
    ]) {
      const stop = { rank: 0, step: 6, after: 'step' } as const
      const cut = await common(first, { parts: 4, stop })
      expect(cut.state).not.toBe(whole.state)
      const resumed = await common(second, { parts: 4, checkpoint: cut.checkpoint })
      expect(resumed.state === whole.state, `${first} ranks, then ${second}`).toBe(true)
    }
  })

  it('ends on all ranks at the same step, whichever asked for it', async () => {
    for (const after of ['step', 'epoch'] as const) {
      const { events } = await common(2, { parts: 4, stop: { rank: 1, step: 2, after } })
      const steps = events.filter(({ type }) => type === 'step').length
      expect(steps).toBe(after === 'step' ? 3 : 5)
      expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'stopped' })
    }
  })

  it('ends without another step when it is asked to at the end of an epoch', async () => {
    const { events } = await common(2, { stop: { rank: 0, step: 5, after: 'epoch' } })
    expect(events.filter(({ type }) => type === 'step')).toHaveLength(5)
    const later = await common(2, { stop: { rank: 1, epoch: 2, after: 'epoch' } })
    expect(later.events.filter(({ type }) => type === 'epoch')).toHaveLength(2)
    expect(later.events.at(-1)).toMatchObject({ type: 'end', reason: 'stopped', epochs: 2 })
  })

  it('changes its learning rate on all ranks when rank 0 does', async () => {
    const rates = async (rank: number) =>
      (await common(2, { parts: 2, rate: { rank, step: 3, rate: 0.1 / 3 } })).events.flatMap(
        (event) => (event.type === 'step' ? [event.learningRate] : []),
      )
    const [changed, unchanged] = [await rates(0), await rates(1)]
    expect(changed.slice(0, 4)).toEqual(unchanged.slice(0, 4))
    expect(changed[4]).toBe(0.1 / 3)
    expect(unchanged[4]).not.toBe(changed[4])
  })

  it('does not begin when ranks have other weights', async () => {
    const results = await onRanks(3, { parts: 3, seedOfRank: [1, 1, 2] })
    for (const { error } of results) {
      expect(error).toMatch(/TrainerError: .* checksum of the weights .* on rank 0 .* on rank 2/)
    }
  })

  it('names the same cause of a divergence on every rank, and that of a rank alone', async () => {
    const run = { parts: 4, spoiltRow: 33, augmented: false }
    const alone = await common(1, run)
    expect(alone.error).toMatch(/the inputs became infinite or NaN/)
    for (const size of [2, 4]) {
      for (const { error } of await onRanks(size, run)) expect(error).toBe(alone.error)
    }
  })

  it('evaluates on all ranks together, once', async () => {
    const [result] = await onRanks(2, { parts: 2, epochs: 1 })
    // The comparison at the start, five steps, requests after the epoch, two sets after it and with the best weights.
    expect(result.sums).toBe(1 + 5 + 1 + 4)
  })
})
