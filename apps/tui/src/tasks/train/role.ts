import { findPlace } from '../../ranks/place'
import { relayedRequest } from '../../ranks/relay'
import { describeError, RunFailure } from '../../training/failure'
import { failureOutcome, type Outcome } from '../task'
import type { TrainRequest } from './request'

/** What this process does in a run: all of it, or the part of one rank. */
export interface Role {
  /** What to run. */
  readonly request: TrainRequest
  /** What is kept of the run: nothing by ranks other than the first. */
  readonly recorded: TrainRequest
  /** Whether an MPI launcher started this process together with others. */
  readonly isRank: boolean
  /** Whether every event goes to `train --ranks`, which started this rank. */
  readonly isRelayed: boolean
  /** Whether this rank prints no events: all but the first. */
  readonly isSilent: boolean
  /** Number of this rank; 0 for a process alone. */
  readonly rank: number
}

/** @throws RunFailure when `--ranks` is given to a rank */
export function roleOf(given: TrainRequest): Role {
  const place = findPlace()
  const relayed = place && relayedRequest()
  const request = relayed ?? given
  if (place === null) {
    return { request, recorded: request, isRank: false, isRelayed: false, isSilent: false, rank: 0 }
  }
  if (request.options.ranks !== undefined) {
    throw new RunFailure(
      'wrong-use',
      `--ranks starts mpirun by itself, but this process was started by ${place.launcher}; omit --ranks`,
    )
  }
  const { rank } = place
  const isSilent = rank > 0
  const recorded = isSilent ? withoutRecords(request) : request
  return { request, recorded, isRank: true, isRelayed: relayed !== null, isSilent, rank }
}

function withoutRecords({ log: _, options, ...rest }: TrainRequest): TrainRequest {
  const { save: __, ...others } = options
  return { ...rest, options: others }
}

/** The outcome of a failure. A rank other than the first names itself, and omits what rank 0 says too. */
export function failureOfRole({ isSilent, rank }: Role, error: unknown): Outcome {
  const outcome = failureOutcome(error)
  if (!isSilent) return outcome
  if (describeError(error).code === 'DIVERGED') return { exitCode: outcome.exitCode }
  return { ...outcome, message: `rank ${rank}: ${outcome.message}` }
}

/** An outcome that is the same on all ranks, with its message on the first alone. */
export function toldBy({ isSilent }: Role, outcome: Outcome): Outcome {
  return isSilent ? { exitCode: outcome.exitCode } : outcome
}
