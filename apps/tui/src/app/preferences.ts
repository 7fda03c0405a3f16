import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { smoothings } from '../store/curves'
import { initialView, type View } from './view'

/** What is remembered from run to run. */
interface Preferences {
  readonly train: Pick<View['train'], 'smoothing' | 'raw' | 'spread'>
  readonly runs: Pick<View['runs'], 'side' | 'spread'>
}

/** The first view with the preferences in `file`; what the file lacks has its default. */
export function preferredView(file: string | null): View {
  const { train, runs } = read(file)
  const { smoothing, raw, spread } = initialView.train
  return {
    ...initialView,
    train: {
      ...initialView.train,
      smoothing: smoothings.find((name) => name === train.smoothing) ?? smoothing,
      raw: booleanOf(train.raw) ?? raw,
      spread: booleanOf(train.spread) ?? spread,
    },
    runs: {
      ...initialView.runs,
      side: runs.side === 'train' ? 'train' : 'test',
      spread: booleanOf(runs.spread) ?? initialView.runs.spread,
    },
  }
}

/** Writes the preferences of a view, where they differ from those in `file`. */
export function rememberPreferences(file: string | null, view: View): void {
  const before = preferencesOf(preferredView(file))
  const text = JSON.stringify(preferencesOf(view))
  if (file === null || text === JSON.stringify(before)) return
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${text}\n`)
  } catch {
    // Nothing depends on them: a read-only home folder is no reason for a message.
  }
}

function preferencesOf({ train, runs }: View): Preferences {
  const { smoothing, raw, spread } = train
  return { train: { smoothing, raw, spread }, runs: { side: runs.side, spread: runs.spread } }
}

type Fields = Readonly<Record<string, unknown>>

function read(file: string | null): { train: Fields; runs: Fields } {
  try {
    const value: unknown = file === null ? {} : JSON.parse(readFileSync(file, 'utf8'))
    const fields = recordOf(value)
    return { train: recordOf(fields.train), runs: recordOf(fields.runs) }
  } catch {
    return { train: {}, runs: {} }
  }
}

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}
