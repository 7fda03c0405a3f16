import { describe, expect, it } from 'vitest'
import { reduce } from '../../src/store/reducer'
import { initialRunState, type RunState } from '../../src/store/run-state'
import type { RunEvent } from '../../src/training/protocol'
import { ended, epochEvent, started, steps, wholeRun } from '../support/events'

const after = (...events: RunEvent[]): RunState => events.reduce(reduce, initialRunState)

describe('reduce', () => {
  it('tells what is waited for before the run begins', () => {
    const state = after({ type: 'waiting', reason: 'loading MNIST' })
    expect([state.phase, state.reason]).toEqual(['waiting', 'loading MNIST'])
  })

  it('goes through a whole run', () => {
    const phases: string[] = []
    wholeRun.reduce((state, event) => {
      const next = reduce(state, event)
      if (next.phase !== state.phase) phases.push(next.phase)
      return next
    }, initialRunState)
    expect(phases).toEqual([
      ...['training', 'measuring', 'training', 'measuring', 'training', 'measuring', 'training'],
      'completed',
    ])
  })

  it('counts steps and samples over the run, and sums over the epoch', () => {
    const state = after(started, steps(1, 100), epochEvent(1), steps(101, 110))
    expect(state).toMatchObject({ epoch: 2, stepInEpoch: 10, step: 110, samples: 66_000 })
    expect(state.epochSums.samples).toBe(6000)
    expect(state.epochSums.correct / state.epochSums.samples).toBeCloseTo(0.9, 12)
    expect(state.recentLosses).toHaveLength(110)
  })

  it('takes the time of a measurement from its two ends', () => {
    const state = after(started, steps(1, 100), epochEvent(1))
    expect(state.measuringSeconds).toBeCloseTo(1, 12)
  })

  it('pauses, takes a step while paused, and goes on', () => {
    const paused = after(started, steps(1, 5), { type: 'paused', paused: true })
    expect(paused.phase).toBe('paused')
    const stepped = [steps(6, 6), { type: 'paused', paused: true } as const].reduce(reduce, paused)
    expect([stepped.phase, stepped.step, stepped.log.length]).toEqual([
      'paused',
      6,
      paused.log.length,
    ])
    expect(reduce(stepped, { type: 'paused', paused: false }).phase).toBe('training')
  })

  it('stays paused when the epoch ends under a pause', () => {
    const state = after(
      started,
      steps(1, 99),
      { type: 'paused', paused: true },
      steps(100, 100),
      epochEvent(1),
    )
    expect(state.phase).toBe('paused')
  })

  it('logs each mark of accuracy once', () => {
    const run = [started, epochEvent(1, 0.94), epochEvent(2, 0.96), epochEvent(3, 0.9605)]
    const praise = after(...run)
      .log.filter(({ kind }) => kind === 'good')
      .map(({ text }) => text)
    expect(praise).toEqual(['test accuracy above 90%', 'test accuracy above 95%'])
  })

  it('keeps the failure and the learning rate set by hand', () => {
    const state = after(
      started,
      { type: 'learningRate', value: 0.05 },
      { type: 'failed', code: 'x', message: 'no data' },
    )
    expect(state).toMatchObject({ phase: 'failed', failure: 'no data', learningRate: 0.05 })
  })

  it('does not grow with the run', () => {
    const events: RunEvent[] = [started]
    for (let epoch = 1; epoch <= 600; epoch++)
      events.push(steps(100 * epoch - 99, 100 * epoch), epochEvent(epoch), {
        type: 'log',
        text: 'x',
      })
    const state = after(...events)
    expect(state.recentLosses.length).toBeLessThanOrEqual(512)
    expect(state.epochs.length).toBeLessThanOrEqual(512)
    expect(state.history.buckets.length).toBeLessThanOrEqual(1024)
    expect(state.log.length).toBeLessThanOrEqual(200)
    expect(state.epochs.at(-1)!.epoch).toBe(600)
  })

  it('forgets what came after the state that it returns to', () => {
    const diverged = after(started, steps(1, 100), epochEvent(1), steps(101, 140), {
      ...{ type: 'diverged', message: 'the loss became NaN', step: 100, learningRate: 0.001 },
    })
    expect(diverged).toMatchObject({ phase: 'diverged', divergence: { step: 100 } })
    const returned = reduce(diverged, {
      ...{ type: 'resumed', epochs: [epochEvent(1)], step: 100, stepInEpoch: 0 },
    })
    expect(returned).toMatchObject({ phase: 'training', divergence: null, step: 100, epoch: 2 })
    expect(returned.history.buckets.at(-1)!.lastStep).toBe(100)
    expect(reduce(returned, steps(101, 110)).history.buckets.at(-1)!.lastStep).toBe(110)
  })

  it('has a notice of each answer to a key', () => {
    const faster = after(started, { type: 'learningRate', value: 0.015 })
    expect(faster.notice).toMatchObject({ text: 'learning rate set to 0.015 at step 0' })
    const twice = reduce(faster, { type: 'learningRate', value: 0.015 })
    expect(twice.notice!.id).toBeGreaterThan(faster.notice!.id)
    const file = 'runs/a/checkpoint.safetensors'
    const saved = after(started, { type: 'saved', file, step: 1 })
    expect(saved.notice?.text).toBe('saved in runs/a at step 1')
    const regular = reduce(saved, { type: 'saved', file, step: 2 })
    expect(regular.notice).toBe(saved.notice)
    const asked = reduce(regular, { type: 'saved', file, step: 3, asked: true })
    expect(asked.notice).toMatchObject({ kind: 'good', text: 'saved in runs/a at step 3' })
  })

  it('ends with the reason of the run', () => {
    expect(after(started, { ...ended, reason: 'stopped' }).phase).toBe('stopped')
  })
})
