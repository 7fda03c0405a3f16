import { describe, expect, it } from 'vitest'
import type { FoundRuns } from '../../src/runs/find-runs'
import type { RunLog } from '../../src/runs/run-log'
import { comparedRuns, listedRuns } from '../../src/screens/runs/compared'
import { initialRunsView } from '../../src/screens/runs/view'
import { reduce } from '../../src/store/reducer'
import { initialRunState } from '../../src/store/run-state'
import { charsetNames } from '../../src/text/charset'
import { epochEvent, started, steps, wholeRun } from '../support/events'
import { frame, styledFrame } from '../support/frames'

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
const state = wholeRun.reduce(reduce, initialRunState)
const textOf = (
  columns: number,
  rows: number,
  view = initialRunsView,
  found: FoundRuns | null = earlier,
) => {
  const shown = { screen: 'runs', runs: view } as const
  return frame(columns, rows, { view: shown, ...(found && { earlier: found }) }).join('\n')
}

describe('the list of runs', () => {
  it('has this run, then the newest, each named by its file or folder', () => {
    expect(listedRuns(state, earlier).map(({ name }) => name)).toEqual([
      ...['this run', 'a 2', 'a 1', 'kept'],
    ])
    expect(listedRuns(initialRunState, null)).toEqual([])
  })

  it('leaves the log of the present run out', () => {
    const own: RunLog = { ...logged('b.jsonl', 0.01, 0.9), start: started, epochs: [epochEvent(1)] }
    const begun = [started, steps(1, 9)].reduce(reduce, initialRunState)
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

  it('compares runs on the data of the chosen one only', () => {
    const other = logged('fashion.jsonl', 0.1, 0.8)
    const fashion = { ...other, start: { ...other.start, dataset: 'fashion' } }
    const runs = listedRuns(state, { ...earlier, runs: [...earlier.runs, fashion] })
    const names = (chosen: number) =>
      comparedRuns(runs, { ...initialRunsView, chosen }).map(({ name }) => name)
    expect(names(0)).toEqual(['this run', 'a 2', 'a 1', 'kept'])
    expect(names(1)).toEqual(['fashion'])
  })
})

describe('the runs screen', () => {
  it('fits into its window', () => {
    for (const [columns, rows] of [
      [40, 12],
      [61, 18],
      [80, 24],
      [120, 40],
      [200, 60],
      [300, 15],
    ] as const)
      for (const name of charsetNames)
        for (const found of [null, { runs: [], problems: ['x'.repeat(400)] }, earlier]) {
          const options = { charset: name, view: { screen: 'runs' as const } }
          const lines = frame(columns, rows, { ...options, ...(found && { earlier: found }) })
          expect(lines).toHaveLength(rows - 1)
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
        }
  })

  it('shows results and settings side by side', () => {
    const text = textOf(200, 60)
    expect(text).toMatch(
      /> x this run +93\.00% +93\.00% +0\.1333 +3\/3 +0\.01 +600 +7 +seed +mnist/,
    )
    expect(text).toMatch(/ {2}o a 2 +97\.00% +97\.00% +0\.2000 +2\/3 +0\.2 +600 +9 /)
    expect(text).toContain('completed')
  })

  it('shows accuracy and loss of the same epoch, and the best accuracy beside them', () => {
    const falling: RunLog = {
      ...logged('a.jsonl', 0.1, 0.9),
      epochs: [epochEvent(1, 0.97), epochEvent(2, 0.95)],
    }
    const text = textOf(120, 40, initialRunsView, { runs: [falling], problems: [] })
    expect(text).toMatch(/a +95\.00% +97\.00% +0\.2000/)
  })

  it('gives long names the room there is', () => {
    const name = 'a-run-with-a-very-long-name-on-fashion-with-augmentation'
    const found = { runs: [logged(`runs/${name}/log.jsonl`, 0.1, 0.9)], problems: [] }
    expect(textOf(200, 60, initialRunsView, found)).toContain(`${name} `)
    expect(textOf(80, 24, initialRunsView, found)).toMatch(/a-run-with-a-very-[a-z-]*~/)
  })

  it('shows all settings of the chosen run where columns have no room', () => {
    const text = textOf(80, 24, { ...initialRunsView, chosen: 1 })
    expect(text).toContain('a 2: accuracy 97.00%, best 97.00%, loss 0.2000')
  })

  it('marks settings that differ among the compared runs, and no others', () => {
    const view = {
      screen: 'runs' as const,
      runs: { ...initialRunsView, toggled: ['runs/kept/log.jsonl 1', 'a.jsonl 1'] },
    }
    const lines = styledFrame(200, 60, { earlier, view })
    const row = lines.find((line) => line.includes('a 2'))!
    const bold = row
      .split('\u001b[')
      .filter((part) => part.startsWith('1m'))
      .map((part) => part.slice(2).trim())
    expect(bold).toEqual(['0.2', '9'])
  })

  it('draws every compared run with a mark of its own', () => {
    const chart = textOf(120, 30).split('\n').slice(2, 16).join('')
    for (const mark of 'xo+*') expect(chart).toContain(mark)
  })

  it('keeps the chosen run in sight', () => {
    const many = {
      runs: Array.from({ length: 30 }, (_, i) => logged(`${i}.jsonl`, 0.1, 0.9)),
      problems: [],
    }
    expect(textOf(40, 12, { ...initialRunsView, chosen: 29 }, many)).toMatch(/^> {2,}1 /m)
  })

  it('says what it waits for, and how a run is kept', () => {
    expect(textOf(80, 24, initialRunsView, null)).toContain('Looking for the logs')
    expect(textOf(80, 24, initialRunsView, { runs: [], problems: [] })).toContain('--log FILE')
  })
})
