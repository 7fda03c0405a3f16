import { type ImageDataset, loadMnist } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import { setBackend } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { readConditions } from '../conditions/conditions.ts'
import { interleave, type Subject, type Timed } from '../harness/rounds.ts'
import { timing } from '../harness/timing.ts'
import { measureTeamPeak } from '../machine/machine-peaks.ts'
import { applySettings, type OwnSettings, settingsLabel } from '../own/own-settings.ts'
import { timedEpoch } from '../own/training.ts'
import { threadCounts } from '../peers/settings.ts'
import { EAGER_PHASES, type PhasedRun, phasedSteps } from './phased-steps.ts'
import { density, type ReplayedRun, replayedSteps } from './replayed-steps.ts'
import { stepReport } from './step-report.ts'
import type { PhaseRounds, ProgramRounds, StepResult, WholeRounds } from './step-result.ts'

const BACKENDS = ['reference', 'wasm'] as const
const SEED = 1
const STEPS = 40
/** A captured step is short, and its first replays are dropped. */
const REPLAYS = 120

export const stepBench: Bench<StepResult> = {
  name: 'step',
  description: 'one training step of the seed recipe by its parts',
  defaultBudget: 30,
  measure,
  report: stepReport,
}

async function measure(options: MeasureOptions): Promise<StepResult> {
  const conditions = readConditions()
  const { train } = await loadMnist()
  const counts = threadCounts(conditions.cores)
  options.log('measuring what the cores can do')
  const peaks: number[] = []
  for (const threads of counts) peaks.push(await measureTeamPeak(threads))
  const programs = counts.map((threads) => programSubject(train, threads))
  const phases = BACKENDS.map((backend) => phaseSubject(train, backend))
  const settings = wholeSettings(counts)
  const wholes = settings.map((one) => wholeSubject(train, one))
  const subjects: Subject<ReplayedRun | PhasedRun | Timed>[] = [...programs, ...phases, ...wholes]
  const runs = await interleave(subjects, timing(options))
  const phaseRuns = runs.slice(counts.length) as PhasedRun[][]
  const wholeRuns = runs.slice(counts.length + BACKENDS.length)
  return {
    bench: 'step',
    format: 2,
    conditions,
    steps: STEPS,
    density: density(train),
    programs: counts.map((threads, index) => ({
      threads,
      peakFlopsPerSecond: peaks[index]!,
      ...programRounds(runs[index] as ReplayedRun[]),
    })),
    phases: BACKENDS.flatMap((backend, index) => phaseRounds(backend, phaseRuns[index]!)),
    wholes: settings.map((one, index) => wholeRounds(one, wholeRuns[index]!)),
  }
}

function programSubject(train: ImageDataset, threads: number): Subject<ReplayedRun> {
  return {
    name: `captured by parts, ${threads}`,
    run: () => {
      setBackend('wasm')
      return replayedSteps(train, recipes.seed, { seed: SEED, steps: REPLAYS, threads })
    },
  }
}

function phaseSubject(train: ImageDataset, backend: OwnSettings['backend']): Subject<PhasedRun> {
  return {
    name: `${backend} by parts`,
    run: async () => {
      await applySettings({ backend, threads: 1, captured: false })
      return phasedSteps(train, recipes.seed, { seed: SEED, steps: STEPS })
    },
  }
}

function wholeSubject(train: ImageDataset, settings: OwnSettings): Subject<Timed> {
  return {
    name: settingsLabel(settings),
    run: () => timedEpoch(train, recipes.seed, { seed: SEED, steps: STEPS, settings }),
  }
}

function wholeSettings(counts: readonly number[]): OwnSettings[] {
  return [
    ...BACKENDS.map((backend): OwnSettings => ({ backend, threads: 1, captured: false })),
    ...counts.map((threads): OwnSettings => ({ backend: 'wasm', threads, captured: true })),
  ]
}

function programRounds(runs: readonly ReplayedRun[]): Pick<ProgramRounds, 'seconds' | 'parts'> {
  return {
    seconds: runs.map(({ seconds }) => seconds),
    parts: runs[0]!.parts.map(({ threadSeconds: _, ...work }, part) => ({
      ...work,
      threadSeconds: runs.map(({ parts }) => parts[part]!.threadSeconds),
    })),
  }
}

function phaseRounds(backend: OwnSettings['backend'], runs: readonly PhasedRun[]): PhaseRounds[] {
  return EAGER_PHASES.map((name) => ({
    backend,
    name,
    seconds: runs.map(({ phases }) => phases[name] / STEPS),
  }))
}

function wholeRounds(settings: OwnSettings, runs: readonly Timed[]): WholeRounds {
  return { settings, seconds: runs.map(({ seconds }) => seconds / STEPS) }
}
