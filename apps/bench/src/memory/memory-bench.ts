import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes } from '../conditions/conditions-notes.ts'
import type { MemoryReply } from '../own/memory-run.ts'
import { type OwnSettings, settingsLabel } from '../own/own-settings.ts'
import { ownCommand } from '../own/own-subjects.ts'
import { Child } from '../peers/child.ts'
import { threadCounts } from '../peers/settings.ts'
import { bytes, digits } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { growthPerStep } from './memory-growth.ts'

interface MemoryRun extends MemoryReply {
  readonly settings: OwnSettings
}

export interface MemoryResult {
  readonly bench: 'memory'
  readonly format: 1
  readonly conditions: Conditions
  readonly runs: readonly MemoryRun[]
}

export const memoryBench: Bench<MemoryResult> = {
  name: 'memory',
  description: 'resident memory while training, and whether it grows',
  defaultBudget: 60,
  measure,
  report,
}

async function measure({ budgetSeconds, log }: MeasureOptions): Promise<MemoryResult> {
  const conditions = readConditions()
  const runs: MemoryRun[] = []
  for (const settings of settingsToWatch(conditions.cores)) {
    log(`watching ${settingsLabel(settings)}`)
    runs.push(await watch(settings, budgetSeconds / 2))
  }
  return { bench: 'memory', format: 1, conditions, runs }
}

function settingsToWatch(cores: number): OwnSettings[] {
  const threads = threadCounts(cores).at(-1)!
  return [
    { backend: 'wasm', threads: 1, captured: false },
    { backend: 'wasm', threads, captured: true },
  ]
}

/** In a process of its own, so that nothing else is in its memory. */
async function watch(settings: OwnSettings, seconds: number): Promise<MemoryRun> {
  const child = new Child(settingsLabel(settings), ownCommand())
  try {
    return { settings, ...(await child.ask<MemoryReply>({ request: 'memory', settings, seconds })) }
  } finally {
    await child.close()
  }
}

function report({ conditions, runs }: MemoryResult): Report {
  return {
    title: 'Resident memory while training the seed recipe',
    table: {
      header: [
        'how',
        'idle',
        'data loaded',
        'at most',
        'at the end',
        'steps',
        'growth per 1,000 steps',
      ],
      rows: runs.map(memoryRow),
    },
    notes: [
      'Each in a process of its own, from start through whole epochs with their evaluation. Growth is the median slope between all pairs of samples of the second half.',
      ...conditionsNotes(conditions),
    ],
  }
}

function memoryRow({ settings, idle, loaded, samples }: MemoryRun): string[] {
  const last = samples.at(-1)
  const most = samples.reduce((max, sample) => Math.max(max, sample.bytes), 0)
  return [
    settingsLabel(settings),
    bytes(idle),
    bytes(loaded),
    bytes(most),
    bytes(last?.bytes ?? 0),
    String(last?.steps ?? 0),
    `${digits((growthPerStep(samples) * 1000) / 2 ** 10)} KiB`,
  ]
}
