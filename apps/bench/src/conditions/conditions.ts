import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import type { Processor } from '../peers/settings.ts'

/** On what and when a result was measured. */
export interface Conditions {
  /** ISO 8601, when the measurements began. */
  readonly date: string
  readonly processor: string
  readonly cores: number
  readonly memory: string
  readonly platform: string
  readonly node: string
  /** V8's and Node's own flags, empty where none were given. */
  readonly flags: string
  /** Of the sources; ends in `+` where they were changed since. */
  readonly revision: string
  /** Processes that wanted a core in the minute before. */
  readonly loadBefore: number
}

export function readConditions(): Conditions {
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    flags: [process.env.NODE_OPTIONS ?? '', ...process.execArgv].join(' ').trim(),
    revision: readRevision(),
    loadBefore: Math.round(loadavg()[0]! * 100) / 100,
  }
}

/** Cores and vector extensions; the latter as Linux tells them, none where it is silent. */
export function readProcessor(): Processor {
  const flags =
    readText('/proc/cpuinfo')
      .match(/^flags\s*:(.*)$/m)?.[1]
      ?.split(' ') ?? []
  return {
    cores: availableParallelism(),
    avx2: flags.includes('avx2'),
    avx512: flags.includes('avx512f') && flags.includes('avx512vl'),
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function readRevision(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== ''
    return git('rev-parse', '--short', 'HEAD') + (changed ? '+' : '')
  } catch {
    return 'unknown'
  }
}
