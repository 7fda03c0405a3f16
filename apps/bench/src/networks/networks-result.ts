import type { Conditions } from '../conditions/conditions.ts'
import type { Skipped } from '../epoch/epoch-result.ts'
import type { Losses } from '../harness/agreement.ts'
import type { NetworkCase } from './network-cases.ts'

/**
 * Steps that losses are compared after: wide networks and large batches have their first ReLU that rounding
 * switches the other way before 100.
 */
export const COMPARED_STEPS = 25

/** The rounds of one program on one network. */
export interface NetworkSubject {
  readonly name: string
  readonly ours: boolean
  readonly setting: string
  /** Of one step, one a round. */
  readonly seconds: readonly number[]
  /** Of the first steps. */
  readonly early: Losses
}

/** One network, and who trained it. */
export interface NetworkRounds {
  readonly network: NetworkCase
  /** Of each run. */
  readonly steps: number
  readonly subjects: readonly NetworkSubject[]
}

export interface NetworksResult {
  readonly bench: 'networks'
  readonly format: 1
  readonly conditions: Conditions
  readonly networks: readonly NetworkRounds[]
  readonly skipped: readonly Skipped[]
}
