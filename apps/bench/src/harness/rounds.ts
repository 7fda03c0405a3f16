import { BenchError } from '../errors.ts'

/** One finished run; a subject adds what its result is checked by. */
export interface Timed {
  /** Wall time of the measured part alone. */
  readonly seconds: number
}

/** Something that can be run again and again under one name. */
export interface Subject<Run extends Timed> {
  readonly name: string
  run(): Promise<Run>
}

export interface RoundOptions {
  /** Rounds that are run and dropped first. */
  readonly warmups: number
  readonly minRounds: number
  readonly maxRounds: number
  /** No further round is begun that would end past this, once `minRounds` are done. */
  readonly budgetSeconds: number
  /** Seconds, from any origin. */
  readonly clock: () => number
  /** Lets the threads of the last subject fall asleep before the next one starts. */
  readonly pause: () => Promise<void>
  readonly onRound: (round: number) => void
}

/**
 * Runs every subject once a round, in an order that turns round each time, so that slow minutes of
 * the machine fall on all of them. Returns the kept runs, one row a subject, one column a round.
 */
export async function interleave<Run extends Timed>(
  subjects: readonly Subject<Run>[],
  options: RoundOptions,
): Promise<Run[][]> {
  const runs: Run[][] = subjects.map(() => [])
  const start = options.clock()
  let longest = 0
  for (let round = -options.warmups; round < options.maxRounds; round++) {
    const begun = options.clock()
    if (round >= options.minRounds && begun - start + longest > options.budgetSeconds) break
    for (const index of turn(subjects.length, round)) {
      await options.pause()
      const run = await runOnce(subjects[index]!)
      if (round >= 0) runs[index]!.push(run)
    }
    longest = Math.max(longest, options.clock() - begun)
    if (round >= 0) options.onRound(round)
  }
  return runs
}

function turn(count: number, round: number): number[] {
  const indices = Array.from({ length: count }, (_, index) => index)
  return round % 2 === 0 ? indices : indices.reverse()
}

async function runOnce<Run extends Timed>(subject: Subject<Run>): Promise<Run> {
  const run = await subject.run()
  if (!(run.seconds > 0 && Number.isFinite(run.seconds)))
    throw new BenchError('peer', `${subject.name}: a run must take time: told ${run.seconds} s`)
  return run
}
