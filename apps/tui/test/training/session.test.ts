import { hostname } from 'node:os'
import type { Ranks } from '@handwritten/distributed'
import { describe, expect, it } from 'vitest'
import type { RunEvent, WorkerInput } from '../../src/training/protocol'
import { Session } from '../../src/training/session'
import { runSession, type SessionOptions } from '../support/run-session'
import { tinyData } from '../support/tiny-data'

const input: WorkerInput = { recipe: 'seed', seed: 3, epochs: 2, batchSize: 16, learningRate: 0.05 }

const turbo = { isOn: true, word: 'turbo: as wide as can be' }

const run = (changes: Partial<WorkerInput> = {}, steer?: SessionOptions['steer']) =>
  runSession({ ...input, ...changes }, { turbo, steer })

const ofType = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T) =>
  events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type)

describe('Session', () => {
  it('tells a run from its data to its end', async () => {
    const events = await run()
    const order = events
      .map(({ type }) => type)
      .filter((type, index, all) => type !== all[index - 1])
    expect(order).toEqual(['waiting', 'start', 'steps', 'epoch', 'steps', 'epoch', 'end'])
    expect(ofType(events, 'start')[0]).toMatchObject({
      ...{ recipe: 'seed', seed: 3, batchSize: 16, epochs: 2, learningRate: 0.05 },
      ...{ trainSamples: 50, testSamples: 20, stepsPerEpoch: 4 },
      ...{ layers: [784, 256, 64, 10], parameters: 218_058, optimizer: 'SGD 0.05' },
    })
    expect(ofType(events, 'end')[0]).toMatchObject({ reason: 'completed', epochs: 2, steps: 8 })
  })

  it('augments, decays and averages where the recipe says so', async () => {
    const [start] = ofType(await run({ recipe: 'augmented', epochs: 1 }), 'start')
    expect(start).toMatchObject({
      recipe: 'augmented',
      optimizer: 'AdamW 0.05, weight decay 0.01, one cycle',
    })
    const losses = async (recipe: 'augmented' | 'seed') =>
      ofType(await run({ recipe, epochs: 1 }), 'steps').flatMap((event) => [...event.losses])
    // The same network from the same seed: only the images of the first step differ.
    expect((await losses('augmented'))[0]).not.toBe((await losses('seed'))[0])
  })

  it("tells every step once, and an epoch's figures agree with its steps", async () => {
    const events = await run({ epochs: 1 })
    const steps = ofType(events, 'steps')
    const samples = steps.flatMap((event) => [...event.samples])
    expect(samples).toEqual([16, 16, 16, 2])
    const losses = steps.flatMap((event) => [...event.losses])
    const mean = losses.reduce((sum, loss, step) => sum + loss * samples[step]!, 0) / 50
    const epoch = ofType(events, 'epoch')[0]!
    expect(epoch.trainLoss).toBeCloseTo(mean, 9)
    const correct = steps.flatMap((event) => [...event.correct]).reduce((a, b) => a + b)
    expect(epoch.trainAccuracy).toBeCloseTo(correct / 50, 12)
  })

  it('gives the same figures for the same seed, others for another', async () => {
    const losses = async (seed: number) =>
      ofType(await run({ seed, epochs: 1 }), 'epoch')[0]!.trainLoss
    const first = await losses(3)
    expect(await losses(3)).toBe(first)
    expect(await losses(4)).not.toBe(first)
  })

  it('pauses, takes single steps, goes on and sets the learning rate', async () => {
    const events = await run({}, (event) => {
      if (event.type !== 'steps') return []
      if (event.step === 1) return [{ type: 'togglePause' }, { type: 'step' }]
      if (event.step === 2)
        return [{ type: 'changeLearningRate', direction: 'up' }, { type: 'togglePause' }]
      return []
    })
    expect(ofType(events, 'paused').map(({ paused }) => paused)).toEqual([true, true, false])
    expect(ofType(events, 'learningRate')).toEqual([{ type: 'learningRate', value: 0.07 }])
    expect(ofType(events, 'epoch')[0]!.learningRate).toBe(0.07)
    expect(ofType(events, 'end')[0]!.steps).toBe(8)
  })

  it('executes every command of a burst', async () => {
    const up = { type: 'changeLearningRate', direction: 'up' } as const
    const toggle = { type: 'togglePause' } as const
    const events = await run({}, (event) =>
      event.type === 'steps' && event.step === 1 ? [up, up, up, up, up, toggle, toggle] : [],
    )
    expect(ofType(events, 'learningRate').map(({ value }) => value)).toEqual([
      ...[0.07, 0.1, 0.15, 0.2, 0.3],
    ])
    expect(ofType(events, 'paused').map(({ paused }) => paused)).toEqual([true, false])
    expect(ofType(events, 'epoch')[0]!.learningRate).toBe(0.3)
  })

  it('returns to its last good state after it diverged, with a lower learning rate', async () => {
    const events = await run({ learningRate: 1e20, recovers: true }, (event) =>
      event.type === 'diverged' ? [{ type: 'rewind' }] : [],
    )
    const diverged = ofType(events, 'diverged')
    expect(diverged[0]).toMatchObject({ step: 0, learningRate: 1e19 })
    expect(diverged[0]!.message).toContain('became')
    // As often as it takes.
    expect(diverged.length).toBeGreaterThan(1)
    expect(ofType(events, 'resumed')).toHaveLength(diverged.length)
    expect(ofType(events, 'learningRate').map(({ value }) => value)).toEqual(
      diverged.map(({ learningRate }) => learningRate),
    )
    expect(ofType(events, 'end')[0]).toMatchObject({ reason: 'completed', steps: 8 })
  })

  it('fails when it diverged and is not to continue, or nobody can be asked', async () => {
    await expect(run({ learningRate: 1e30 })).rejects.toThrow('became')
    const stopped = run({ learningRate: 1e30, recovers: true }, (event) =>
      event.type === 'diverged' ? [{ type: 'stop' }] : [],
    )
    await expect(stopped).rejects.toThrow('became')
  })

  it('stops after the step it is in', async () => {
    const events = await run({ epochs: 50 }, (event) =>
      event.type === 'steps' && event.epoch === 2 ? [{ type: 'stop' }] : [],
    )
    const end = ofType(events, 'end')[0]!
    expect(end.reason).toBe('stopped')
    expect(end.epochs).toBeLessThan(50)
    expect(ofType(events, 'steps').at(-1)!.step).toBe(end.steps)
  })

  it('ends after the epoch that reaches the accuracy asked for', async () => {
    const events = await run({ epochs: 50, until: 0.5 })
    const epochs = ofType(events, 'epoch').map(({ testAccuracy }) => testAccuracy)
    expect(epochs.at(-1)).toBeGreaterThanOrEqual(0.5)
    expect(epochs.slice(0, -1).every((accuracy) => accuracy < 0.5)).toBe(true)
    expect(ofType(events, 'end')[0]).toMatchObject({ reason: 'reached', epochs: epochs.length })
  })

  it('starts turbo where it is asked for, before the data, and says so', async () => {
    const types = (events: readonly RunEvent[]) => events.slice(0, 3).map(({ type }) => type)
    const fast = await run({ turbo: true })
    expect(types(fast)).toEqual(['waiting', 'log', 'waiting'])
    expect(ofType(fast, 'log')[0]).toEqual({ type: 'log', text: turbo.word })
    expect(ofType(fast, 'start')[0]).toMatchObject({ turbo: true })
    const plain = await run()
    expect(ofType(plain, 'log')).toEqual([])
    expect(ofType(plain, 'start')[0]).not.toHaveProperty('turbo')
  })

  it('of a rank shares its batches, and leaves the group before it reports its end', async () => {
    const told: string[] = []
    const ranks: Ranks = {
      ...{ rank: 0, size: 1, library: null, sum() {}, barrier() {}, abort() {} },
      close: () => told.push('closed'),
    }
    const steer = ({ type }: RunEvent) => {
      told.push(type)
      return []
    }
    const events = await runSession({ ...input, isRank: true, parts: 4 }, { ranks, steer })
    const process = { pid: globalThis.process.pid, host: hostname() }
    const [start] = ofType(events, 'start')
    expect(start).toMatchObject({ ranks: 1, parts: 4, processes: [process] })
    expect(told.slice(-2)).toEqual(['closed', 'end'])
  })

  it('says nothing of ranks and parts where batches are whole', async () => {
    const [start] = ofType(await run({ epochs: 1 }), 'start')
    for (const name of ['ranks', 'parts', 'processes']) expect(start).not.toHaveProperty(name)
  })

  it('obeys nothing before it is set up', () => {
    const session = new Session(
      input,
      async () => tinyData(10, 10),
      () => {},
      async () => turbo,
    )
    expect(() => session.control({ type: 'togglePause' })).not.toThrow()
  })
})
