import { setTimeout as sleep } from 'node:timers/promises'
import type { RoundOptions } from './rounds.ts'

/** The rounds of every bench: one dropped, 5 to 15 kept, as the budget allows. */
export function timing(options: {
  readonly budgetSeconds: number
  readonly log: (line: string) => void
  readonly pauseSeconds?: number
}): RoundOptions {
  const { budgetSeconds, log, pauseSeconds = 0 } = options
  return {
    warmups: 1,
    minRounds: 5,
    maxRounds: 15,
    budgetSeconds,
    clock: () => performance.now() / 1000,
    pause: () => sleep(pauseSeconds * 1000),
    onRound: (round) => log(`round ${round + 1}`),
  }
}
