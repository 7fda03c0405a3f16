import type { EpochEvent } from '@handwritten/nn'

/** What a run was started with, as its log tells it; what the log leaves out is absent. */
export interface LoggedStart {
  readonly recipe: string
  readonly seed: number
  readonly dataset?: string
  readonly trainSamples?: number
  /** Whether what counts as the test images was held out of the training images. */
  readonly heldOut?: boolean
  readonly layers: readonly number[]
  /** The network in words; absent in logs of earlier versions. */
  readonly network?: string
  /** Further settings in words, such as `label smoothing 0.1`. */
  readonly extras?: readonly string[]
  readonly parameters?: number
  readonly optimizer?: string
  readonly learningRate?: number
  readonly batchSize?: number
  readonly epochs?: number
  readonly backend?: string
  readonly threads?: number
}

/** An epoch's figures; NaN where the log has none. */
export type LoggedEpoch = Omit<EpochEvent, 'type'>

/** A run as its log tells it. */
export interface RunLog {
  /** The file, and which of its runs this is, from 1. */
  readonly file: string
  readonly number: number
  readonly start: LoggedStart
  /** In order, one entry an epoch. */
  readonly epochs: readonly LoggedEpoch[]
  /** `open` while the log has no end: the run goes on, or was cut off. */
  readonly ending: string
}

/**
 * The runs in the text of a log, as `--json` prints it and `--log` keeps it: one JSON object a line.
 * A start that goes on from earlier steps adds to the run before it. Lines of other kinds, and the
 * last one where it is cut off, are passed over.
 */
export function parseRunLog(file: string, text: string): RunLog[] {
  const runs: OpenLog[] = []
  for (const line of text.split('\n')) {
    const record = recordOf(line)
    if (record === null) continue
    const last = runs.at(-1)
    if (record.type === 'start') {
      const start = startOf(record)
      if (start === null) continue
      if (last !== undefined && Number(record.stepsBefore) > 0) {
        last.start = start
        last.ending = 'open'
      } else runs.push({ file, number: runs.length + 1, start, epochs: [], ending: 'open' })
    } else if (last !== undefined) addRecord(last, record)
  }
  return runs
}

/** A run whose log is still being read: lines add to it in place, so that a log of n lines takes n steps. */
interface OpenLog extends RunLog {
  start: LoggedStart
  readonly epochs: LoggedEpoch[]
  ending: string
}

type Fields = Readonly<Record<string, unknown>>

function recordOf(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Fields) : null
  } catch {
    return null
  }
}

function startOf(record: Fields): LoggedStart | null {
  const { recipe, seed, layers } = record
  if (typeof recipe !== 'string' || typeof seed !== 'number' || !isNumbers(layers)) return null
  const words = pick(record, ['dataset', 'network', 'optimizer', 'backend'], 'string')
  const numbers = ['trainSamples', 'parameters', 'learningRate', 'batchSize', 'epochs', 'threads']
  const rest = {
    ...words,
    ...pick(record, numbers, 'number'),
    ...pick(record, ['heldOut'], 'boolean'),
  }
  const { extras } = record
  const isWords = Array.isArray(extras) && extras.every((word) => typeof word === 'string')
  return { recipe, seed, layers, ...rest, ...(isWords && { extras }) }
}

function addRecord(run: OpenLog, record: Fields): void {
  if (record.type === 'end')
    run.ending = typeof record.reason === 'string' ? record.reason : 'completed'
  const epoch = figure(record.epoch)
  if (record.type !== 'epoch' || !(epoch >= 1)) return
  // A run that goes on from a checkpoint may tell epochs again; the later ones count.
  while ((run.epochs.at(-1)?.epoch ?? 0) >= epoch) run.epochs.pop()
  run.epochs.push({
    epoch,
    trainLoss: figure(record.trainLoss),
    trainAccuracy: figure(record.trainAccuracy),
    testLoss: figure(record.testLoss),
    testAccuracy: figure(record.testAccuracy),
    learningRate: figure(record.learningRate),
    seconds: figure(record.seconds),
    samplesPerSecond: figure(record.samplesPerSecond),
  })
}

function figure(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number')
}

function pick(
  record: Fields,
  names: readonly string[],
  kind: 'string' | 'number' | 'boolean',
): Fields {
  const kept = names.filter((name) => typeof record[name] === kind)
  return Object.fromEntries(kept.map((name) => [name, record[name]]))
}
