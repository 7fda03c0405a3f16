import type { Conditions } from '../conditions/conditions.ts'
import type { OwnSettings } from '../own/own-settings.ts'
import { readStored } from '../report/stored-result.ts'
import type { EagerPhase } from './phased-steps.ts'
import type { PartWork } from './replay-rows.ts'

/** The parts of an eager step, one a round. */
export interface PhaseRounds {
  readonly backend: OwnSettings['backend']
  readonly name: EagerPhase
  readonly seconds: readonly number[]
}

/** One part of a captured step. */
export interface PartRounds extends PartWork {
  /** By round, and within it by thread. */
  readonly threadSeconds: readonly (readonly number[])[]
}

/** The program of a captured step on some threads. */
export interface ProgramRounds {
  readonly threads: number
  /** Operations a second of so many threads in their registers at the same time. */
  readonly peakFlopsPerSecond: number
  /** From the first part's beginning to the last one's end, one a round. */
  readonly seconds: readonly number[]
  readonly parts: readonly PartRounds[]
}

/** Whole steps through the trainer, with its events. */
export interface WholeRounds {
  readonly settings: OwnSettings
  readonly seconds: readonly number[]
}

/** All times are of one step, one a round. */
export interface StepResult {
  readonly bench: 'step'
  readonly format: 2
  readonly conditions: Conditions
  /** Steps in each round's run. */
  readonly steps: number
  /** Share of the pixels that are not background. */
  readonly density: number
  readonly phases: readonly PhaseRounds[]
  readonly programs: readonly ProgramRounds[]
  readonly wholes: readonly WholeRounds[]
}

/** Reads a stored result; throws `result` when the file is missing or something else. */
export function readStepResult(file: string): StepResult {
  return readStored<StepResult>(file, { bench: 'step', format: 2 })
}
