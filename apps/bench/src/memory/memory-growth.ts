import { median } from '../harness/statistics.ts'

/** Resident memory after a number of steps. */
export interface MemorySample {
  readonly steps: number
  readonly bytes: number
}

/**
 * Bytes a step over the samples' second half, when everything has been allocated that is kept: the
 * median of the slopes between all pairs (Theil and Sen), which single collections of garbage do not move.
 */
export function growthPerStep(samples: readonly MemorySample[]): number {
  const late = samples.slice(samples.length >> 1)
  const slopes = late.flatMap((a, index) =>
    late.slice(index + 1).map((b) => (b.bytes - a.bytes) / (b.steps - a.steps)),
  )
  return slopes.length === 0 ? 0 : median(slopes)
}
