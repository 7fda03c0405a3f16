/** An epoch that takes longer is told from a part of it, lest one subject use up everybody's time. */
const SLOW_EPOCH_SECONDS = 5
/** What a run of such a subject may take. */
const SLOW_RUN_SECONDS = 1

export interface PlanInput {
  /** Measured cost of one training step of each subject. */
  readonly secondsPerStep: readonly number[]
  readonly stepsPerEpoch: number
  readonly rounds: number
  readonly budgetSeconds: number
}

/**
 * How many steps of an epoch each run takes, the same for all but slow subjects (see `stepsOf`): the
 * whole epoch where `rounds` rounds fit into the budget, and the part that fits where not.
 */
export function planSteps(input: PlanInput): number {
  const slow = input.secondsPerStep.filter((seconds) => isSlow(seconds, input.stepsPerEpoch))
  const all = input.secondsPerStep.reduce((sum, seconds) => sum + seconds, 0)
  const perStep = all - slow.reduce((sum, seconds) => sum + seconds, 0)
  const perRound = input.budgetSeconds / input.rounds - slow.length * SLOW_RUN_SECONDS
  const affordable = Math.floor(perRound / perStep)
  return Math.max(1, Math.min(input.stepsPerEpoch, affordable))
}

/** Steps of one subject's runs: `steps` as for all, or as many as fit into a second where an epoch is slow. */
export function stepsOf(
  secondsPerStep: number,
  {
    steps,
    stepsPerEpoch,
  }: {
    readonly steps: number
    readonly stepsPerEpoch: number
  },
): number {
  if (!isSlow(secondsPerStep, stepsPerEpoch)) return steps
  return Math.max(1, Math.min(steps, Math.floor(SLOW_RUN_SECONDS / secondsPerStep)))
}

function isSlow(secondsPerStep: number, stepsPerEpoch: number): boolean {
  return secondsPerStep * stepsPerEpoch > SLOW_EPOCH_SECONDS
}
