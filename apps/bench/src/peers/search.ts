import { median } from '../harness/statistics.ts'
import type { EpochRun } from './protocol.ts'
import type { Setting } from './settings.ts'

/** What the search needs of a started peer. */
export interface Candidate {
  epoch(steps: number): Promise<Pick<EpochRun, 'seconds'>>
  close(): Promise<void>
}

/** How one setting did in the search. */
export interface Trial<Tried extends Setting = Setting> {
  readonly setting: Tried
  readonly secondsPerStep: number
}

const WARMUP_STEPS = 5
const TRIAL_STEPS = 40
const REPEATS = 5
const SLOW_STEP_SECONDS = 0.05

/**
 * Times a few steps under each setting, one process after the other. The median of the repeats counts,
 * as in the rounds to come: a setting that is fast only when nobody else wants a core loses.
 */
export async function search<Tried extends Setting>(
  settings: readonly Tried[],
  start: (setting: Tried) => Promise<Candidate>,
  onTrial: (trial: Trial<Tried>) => void,
): Promise<Trial<Tried>[]> {
  const trials: Trial<Tried>[] = []
  for (const setting of settings) {
    const subject = await start(setting)
    try {
      const trial = { setting, secondsPerStep: await usualStep(subject, trials) }
      trials.push(trial)
      onTrial(trial)
    } finally {
      await subject.close()
    }
  }
  return trials
}

/**
 * A setting whose warm-up is many times slower than the best so far, or so slow that its steps cost more
 * than an interruption, is not given a full trial.
 */
async function usualStep(subject: Candidate, others: readonly Trial[]): Promise<number> {
  const warmup = (await subject.epoch(WARMUP_STEPS)).seconds / WARMUP_STEPS
  const best = Math.min(...others.map((trial) => trial.secondsPerStep))
  if (warmup > Math.min(20 * best, SLOW_STEP_SECONDS)) return warmup
  const repeats: number[] = []
  while (repeats.length < REPEATS)
    repeats.push((await subject.epoch(TRIAL_STEPS)).seconds / TRIAL_STEPS)
  return median(repeats)
}

/** The trial with the fastest step among those that pass the filter. */
export function best<Tried extends Setting>(
  trials: readonly Trial<Tried>[],
  filter: (setting: Tried) => boolean,
): Trial<Tried> {
  return trials
    .filter(({ setting }) => filter(setting))
    .reduce((a, b) => (b.secondsPerStep < a.secondsPerStep ? b : a))
}
