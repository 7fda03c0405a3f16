import { describe, expect, it } from 'vitest'
import type { FoundRuns } from '../../src/runs/find-runs'
import type { RunLog } from '../../src/runs/run-log'
import { comparedRuns, listedRuns } from '../../src/screens/runs/compared'
import { runsLines } from '../../src/screens/runs/runs-lines'
import { runsTable } from '../../src/screens/runs/runs-table'
import { initialRunsView } from '../../src/screens/runs/view'
import { reduce } from '../../src/state/reducer'
import { initialState } from '../../src/state/view-state'
import { charsetNames, charsets } from '../../src/text/charset'
import { lineWidth, plainText } from '../../src/text/span'
import { epochEvent, started, steps, wholeRun } from '../support/events'

const logged = (file: string, learningRate: number, accuracy: number, number = 1): RunLog => ({
  ...{ file, number, ending: 'completed' },
  start: { ...started, learningRate, seed: 9 },
  epochs: [1, 2].map((epoch) => ({ ...epochEvent(epoch, accuracy), seconds: learningRate })),
})
const earlier: FoundRuns = {
  runs: [
    logged('runs/kept/log.jsonl', 0.01, 0.91),
    logged('a.jsonl', 0.1, 0.95),
    logged('a.jsonl', 0.2, 0.97, 2),
  ],
  problems: [],
}
const state = wholeRun.reduce(reduce, initialState)
const ascii = { charset: charsets.ascii, depth: 1 as const }
const textOf = (
  columns: number,
  rows: number,
  view = initialRunsView,
  found: FoundRuns | null = earlier,
) =>
  runsLines(state, found, view, { columns, rows }, ascii)
    .map((line) => plainText(line).trimEnd())
    .join('\n')

describe('the list of runs', () => {
  it('has this run, then the newest, each named by its file or folder', () => {
    expect(listedRuns(state, earlier).map(({ name }) => name)).toEqual([
      ...['this run', 'a 2', 'a 1', 'kept'],
    ])
    expect(listedRuns(initialState, null)).toEqual([])
  })

  it('leaves the log of the present run out', () => {
    const own: RunLog = { ...logged('b.jsonl', 0.01, 0.9), start: started, epochs: [epochEvent(1)] }
    const begun = [started, steps(1, 9)].reduce(reduce, initialState)
    const found = { runs: [own, { ...own, epochs: [], ending: 'open' }], problems: [] }
    expect(listedRuns(state, { ...found, runs: [own] })).toHaveLength(1)
    expect(listedRuns(begun, found).map(({ name }) => name)).toEqual(['this run', 'b'])
  })

  it('compares the newest four, and what is asked for', () => {
    const many = {
      runs: Array.from({ length: 9 }, (_, i) => logged(`${i}.jsonl`, 0.1, 0.9)),
      problems: [],
    }
    const runs = listedRuns(state, many)
    const names = (...toggled: string[]) =>
      comparedRuns(runs, { ...initialRunsView, toggled }).map(({ name }) => name)
    expect(names()).toEqual(['this run', '8', '7', '6'])
    expect(names('this run', '0.jsonl 1')).toEqual(['8', '7', '6', '0'])
    expect(names(...Array.from({ length: 6 }, (_, i) => `${i}.jsonl 1`))).toHaveLength(6)
  })
})

describe('the runs screen', () => {
  it('fits into its window', () => {
    for (const [columns, rows] of [
      [40, 9],
      [61, 15],
      [80, 21],
      [120, 37],
      [200, 57],
      [300, 12],
    ] as const)
      for (const name of charsetNames)
        for (const found of [null, { runs: [], problems: ['x'.repeat(400)] }, earlier]) {
          const theme = { charset: charsets[name], depth: 24 as const }
          const lines = runsLines(state, found, initialRunsView, { columns, rows }, theme)
          expect(lines.length).toBeLessThanOrEqual(rows)
          expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(columns)
        }
  })

  it('shows results and settings side by side', () => {
    const text = textOf(200, 40)
    expect(text).toMatch(
      /^> x this run +93\.00% +0\.1333 +0\.01 +600 +7 +3\/3 +seed +784-256-64-10/m,
    )
    expect(text).toMatch(/^ {2}o a 2 +97\.00% +0\.2000 +0\.2 +600 +9 +2\/3/m)
    expect(text).toContain('completed')
  })

  it('marks settings that differ among the compared runs, and no others', () => {
    const runs = listedRuns(state, earlier)
    const size = { width: 120, height: 9, charset: charsets.ascii }
    const [, line] = runsTable(runs, runs.slice(0, 2), 1, size)
    const bold = line!.filter(({ style }) => style?.bold).map(({ text }) => text.trim())
    expect(bold).toEqual(['0.01', '7'])
  })

  it('draws every compared run with a mark of its own', () => {
    const chart = textOf(120, 30).split('\n').slice(1, 20).join('')
    for (const mark of 'xo+*') expect(chart).toContain(mark)
  })

  it('keeps the chosen run in sight', () => {
    const many = {
      runs: Array.from({ length: 30 }, (_, i) => logged(`${i}.jsonl`, 0.1, 0.9)),
      problems: [],
    }
    expect(textOf(40, 9, { ...initialRunsView, chosen: 29 }, many)).toMatch(/^> .*1 /m)
  })

  it('says what it waits for, and how a run is kept', () => {
    expect(textOf(80, 20, initialRunsView, null)).toContain('Looking for the logs')
    expect(textOf(80, 20, initialRunsView, { runs: [], problems: [] })).toContain('--log FILE')
  })
})
