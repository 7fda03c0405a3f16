export interface PlanInput {
  /** Measured cost of one training step of each subject. */
  readonly secondsPerStep: readonly number[]
  readonly stepsPerEpoch: number
  readonly rounds: number
  readonly budgetSeconds: number
}

/**
 * How many steps of an epoch each run takes, the same for all: the whole epoch where `rounds`
 * rounds fit into the budget, and the part that fits where not.
 */
export function planSteps(input: PlanInput): number {
  const perStep = input.secondsPerStep.reduce((sum, seconds) => sum + seconds, 0)
  const affordable = Math.floor(input.budgetSeconds / (input.rounds * perStep))
  return Math.max(1, Math.min(input.stepsPerEpoch, affordable))
}
