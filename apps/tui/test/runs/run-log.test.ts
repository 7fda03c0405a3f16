import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findRuns, usualPlaces } from '../../src/runs/find-runs'
import { parseRunLog } from '../../src/runs/run-log'
import { jsonSink } from '../../src/sinks/json'
import { ended, epochEvent, started, wholeRun } from '../support/events'
import { temporaryFolder } from '../support/temporary-folder'

/** What `--json` prints for these events. */
function logOf(events: readonly Parameters<ReturnType<typeof jsonSink>['take']>[0][]): string {
  let text = ''
  const sink = jsonSink({ out: (line) => (text += line), log: () => {}, closed: Promise.resolve() })
  for (const event of events) sink.take(event)
  return text
}

describe('parseRunLog', () => {
  it('reads what --json prints', () => {
    const [run, ...others] = parseRunLog('a.jsonl', logOf(wholeRun))
    expect(others).toEqual([])
    expect(run).toMatchObject({ file: 'a.jsonl', number: 1, ending: 'completed' })
    const { recipe, seed, layers, optimizer, learningRate, batchSize, epochs, threads } = started
    const settings = { recipe, seed, layers, optimizer, learningRate, batchSize, epochs, threads }
    expect(run!.start).toMatchObject(settings)
    const { type: _, elapsed: __, ...figures } = epochEvent(2)
    expect(run!.epochs[1]).toEqual(figures)
  })

  it('tells several runs of one file apart, and leaves the last one open', () => {
    const text = logOf([started, epochEvent(1), ended, { ...started, seed: 8 }, epochEvent(1)])
    const runs = parseRunLog('a.jsonl', text)
    expect(runs.map(({ number, start, ending }) => [number, start.seed, ending])).toEqual([
      [1, 7, 'completed'],
      [2, 8, 'open'],
    ])
  })

  it('joins a run that goes on, whose epochs may be told again', () => {
    const again = { ...started, stepsBefore: 100 } as typeof started
    const text = logOf([started, epochEvent(1), epochEvent(2, 0.5), again, epochEvent(2), ended])
    const runs = parseRunLog('a.jsonl', text)
    expect(runs).toHaveLength(1)
    expect(runs[0]!.epochs.map(({ testAccuracy }) => testAccuracy)).toEqual([0.91, 0.92])
  })

  it('reads a log of 120,000 epochs, each logged twice', () => {
    const told = Array.from({ length: 120_000 }, (_, i) => `{"type":"epoch","epoch":${i + 1}}`)
    const again = logOf([{ ...started, stepsBefore: 100 } as typeof started])
    const lines = [logOf([started]), ...told, again, ...told.slice(60_000)]
    const [run] = parseRunLog('a.jsonl', lines.join('\n'))
    expect(run!.epochs.map(({ epoch }) => epoch)).toEqual(told.map((_, i) => i + 1))
  })

  it('passes over what is no record of a run, and a line that is cut off', () => {
    const text = `noise\n[]\n7\n{"type":"epoch","epoch":1}\n{"type":"start"}\n${logOf([started])}{"type":"epoch","ep`
    const runs = parseRunLog('a.jsonl', text)
    expect(runs.map(({ epochs }) => epochs)).toEqual([[]])
    expect(parseRunLog('a.jsonl', '')).toEqual([])
  })

  it('reads figures that are not finite as NaN', () => {
    const text = logOf([started, { ...epochEvent(1), trainLoss: Number.POSITIVE_INFINITY }])
    expect(parseRunLog('a.jsonl', text)[0]!.epochs[0]!.trainLoss).toBeNaN()
  })
})

describe('findRuns', () => {
  const folder = temporaryFolder()

  it('finds logs in a folder and in the folders of saved runs, the newest last', async () => {
    const saved = join(folder, 'kept')
    mkdirSync(saved)
    writeFileSync(join(folder, 'notes.txt'), logOf([started]))
    writeFileSync(join(folder, 'b.jsonl'), logOf([{ ...started, seed: 2 }]))
    writeFileSync(join(saved, 'log.jsonl'), logOf([{ ...started, seed: 1 }]))
    utimesSync(join(saved, 'log.jsonl'), 1, 1)
    const seeds = async (...places: string[]) =>
      (await findRuns(places)).runs.map(({ start }) => start.seed)
    expect(await seeds(folder)).toEqual([1, 2])
    expect(await seeds(saved)).toEqual([1])
    expect(await seeds(join(folder, 'b.jsonl'), folder)).toEqual([1, 2])
    expect(await seeds(join(folder, 'nowhere'))).toEqual([])
  })

  it('looks here, in runs, and beside what is named', () => {
    expect(usualPlaces([undefined, join('x', 'y')])).toEqual(['.', 'runs', join('x', 'y'), 'x'])
  })
})
