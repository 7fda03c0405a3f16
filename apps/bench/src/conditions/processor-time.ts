import { readFileSync } from 'node:fs'

/** Time since the machine started, over all cores, in ticks of the kernel. */
export interface ProcessorTime {
  readonly total: number
  /** Given by the host to other machines while this one wanted to run. */
  readonly stolen: number
}

/** The first line of /proc/stat (proc(5)): user nice system idle iowait irq softirq steal ... */
export function parseProcessorTime(stat: string): ProcessorTime | undefined {
  const ticks = stat
    .match(/^cpu +([\d ]+)$/m)?.[1]
    ?.trim()
    .split(' ')
    .map(Number)
  if (!ticks || ticks.length < 8) return undefined
  return { total: ticks.slice(0, 8).reduce((sum, value) => sum + value, 0), stolen: ticks[7]! }
}

/** Undefined where the system does not tell. */
export function readProcessorTime(): ProcessorTime | undefined {
  try {
    return parseProcessorTime(readFileSync('/proc/stat', 'utf8'))
  } catch {
    return undefined
  }
}

/** Share of the time between two readings that the host gave to others, from 0 to 1. */
export function stolenShare(before: ProcessorTime, after: ProcessorTime): number {
  return (after.stolen - before.stolen) / Math.max(1, after.total - before.total)
}
