import { dirname } from 'node:path'
import type { FoundRuns } from '../runs/find-runs'
import type { SaveEvent } from '../saved/run-keeper'
import { formatCount, formatDuration, formatPercent, formatRate } from '../text/format'
import { largest } from '../text/largest'
import type { InspectionEvent } from '../training/inspection/events'
import type {
  EndedEvent,
  MeasuredEpoch,
  PausedEvent,
  ResumedEvent,
  RunEvent,
  StartedEvent,
  StepsEvent,
} from '../training/protocol'
import { addSteps, emptyHistory, type StepRecord } from './history'
import { outcomesOf } from './outcomes'
import { advance, afterEpoch } from './progress'
import type { EpochSums, Inspection, LogEntry, RunState, Usage } from './run-state'

type SavedEvent = Extract<SaveEvent, { type: 'saved' }>

const keptLosses = 512
const keptEpochs = 512
const keptLog = 200
const nothing: EpochSums = { loss: 0, correct: 0, samples: 0 }

/** What changes the state of the run: its events, and what this process knows of it. */
export type RunAction =
  | RunEvent
  | { readonly type: 'usage'; readonly usage: Usage }
  /** The program has asked the run to stop. */
  | { readonly type: 'stopping' }
  /** What has become of a command. */
  | ({ readonly type: 'notice' } & LogEntry)
  /** The logs of earlier runs. */
  | { readonly type: 'found'; readonly found: FoundRuns }

/** The state after `event`. */
export function reduce(state: RunState, event: RunAction): RunState {
  switch (event.type) {
    case 'waiting':
      return log({ ...state, phase: 'waiting', reason: event.reason }, 'info', event.reason)
    case 'start':
      return onStart(state, event)
    case 'resumed':
      return onResumed(state, event)
    case 'steps':
      return onSteps(state, event)
    case 'epoch':
      return onEpoch(state, event)
    case 'paused':
      return onPaused(state, event)
    case 'learningRate':
      return notify({ ...state, learningRate: event.value }, 'info', rateText(event.value, state))
    case 'log':
      return log(state, 'info', event.text)
    case 'saved':
      return onSaved(state, event)
    case 'unsaved':
      return notify(state, 'warn', event.message)
    case 'testData':
    case 'predictions':
    case 'probabilities':
    case 'network':
    case 'prepared':
    case 'drawn':
      return { ...state, inspection: inspect(state.inspection, event) }
    case 'end':
      return onEnd(state, event)
    case 'diverged':
      return log({ ...state, phase: 'diverged', divergence: event }, 'warn', event.message)
    case 'failed':
      return log({ ...state, phase: 'failed', failure: event.message }, 'warn', event.message)
    case 'usage':
      return { ...state, usage: event.usage }
    case 'notice':
      return notify(state, event.kind, event.text)
    case 'found':
      return { ...state, earlier: event.found }
    case 'stopping':
      return { ...state, phase: 'stopping' }
  }
}

function onStart(state: RunState, run: StartedEvent): RunState {
  const images = `${formatCount(run.trainSamples)} + ${formatCount(run.testSamples)}`
  return log(
    { ...state, phase: 'training', run, learningRate: run.learningRate },
    'info',
    `${run.dataset} ${images} images`,
  )
}

// Steps after the state that the run returns to are forgotten; the averages begin anew.
function onResumed(state: RunState, { epochs, step, stepInEpoch }: ResumedEvent): RunState {
  const samples = epochs.length * (state.run?.trainSamples ?? 0)
  const buckets = state.history.buckets.filter(({ lastStep }) => lastStep <= step)
  return log(
    {
      ...state,
      ...{ step, stepInEpoch, epoch: epochs.length + 1, epochSums: nothing, phase: 'training' },
      samples: samples + stepInEpoch * (state.run?.batchSize ?? 0),
      epochs: epochs.map((epoch) => ({ ...epoch, elapsed: 0 })).slice(-keptEpochs),
      history: { ...state.history, buckets, step, moving: emptyHistory.moving },
      pace: { ...state.pace, since: null },
      divergence: null,
    },
    'info',
    `resumed after step ${formatCount(step)}`,
  )
}

// The first save in a folder names it; later ones, every few seconds, replace each other in the log.
function onSaved(state: RunState, { file, step, asked }: SavedEvent): RunState {
  const next = { ...state, saved: { file, step } }
  const where = `saved in ${dirname(file)} at step ${formatCount(step)}`
  if (asked || state.saved?.file !== file) return notify(next, 'good', where)
  const text = `saved at step ${formatCount(step)}`
  const last = state.log.at(-1)
  return last?.text.startsWith('saved ')
    ? { ...next, log: [...state.log.slice(0, -1), { kind: 'good', text }] }
    : log(next, 'good', text)
}

function onSteps(state: RunState, event: StepsEvent): RunState {
  const records = Array.from(event.losses, (loss, index) => ({
    loss,
    correct: event.correct[index]!,
    samples: event.samples[index]!,
    learningRate: event.learningRate,
  }))
  const epochSums = records.reduce(
    addToEpoch,
    event.epoch === state.epoch ? state.epochSums : nothing,
  )
  const samples = records.reduce((sum, record) => sum + record.samples, state.samples)
  const stepsPerEpoch = state.run?.stepsPerEpoch ?? 1
  const { epoch, stepInEpoch, step, learningRate, elapsed } = event
  return {
    ...state,
    ...{ epoch, stepInEpoch, epochSums, step, samples, learningRate, elapsed },
    phase: state.phase === 'training' && stepInEpoch === stepsPerEpoch ? 'measuring' : state.phase,
    history: addSteps(state.history, records, stepsPerEpoch),
    recentLosses: [...state.recentLosses, ...event.losses].slice(-keptLosses),
    pace: advance(state.pace, elapsed, samples - state.samples),
  }
}

function addToEpoch(sums: EpochSums, { loss, correct, samples }: StepRecord): EpochSums {
  return {
    loss: sums.loss + loss * samples,
    correct: sums.correct + correct,
    samples: sums.samples + samples,
  }
}

function onEpoch(state: RunState, epoch: MeasuredEpoch): RunState {
  const best = Math.max(0, largest(state.epochs.map(({ testAccuracy }) => testAccuracy)))
  const measured: RunState = {
    ...state,
    phase: state.phase === 'measuring' ? 'training' : state.phase,
    epochs: [...state.epochs, epoch].slice(-keptEpochs),
    measuringSeconds: Math.max(0, epoch.elapsed - state.elapsed),
    elapsed: epoch.elapsed,
    pace: afterEpoch(state.pace, epoch),
  }
  const passed = [0.999, 0.995, 0.99, 0.98, 0.97, 0.95, 0.9].find(
    (mark) => best < mark && epoch.testAccuracy >= mark,
  )
  if (passed === undefined) return measured
  const mark = formatPercent(passed)
    .trim()
    .replace(/\.?0+%/, '%')
  return log(measured, 'good', `test accuracy above ${mark}`)
}

function onPaused(state: RunState, { paused }: PausedEvent): RunState {
  if (state.phase === 'stopping' || paused === (state.phase === 'paused')) return state
  const text = `${paused ? 'paused' : 'resumed'} at step ${formatCount(state.step)}`
  const pace = { ...state.pace, since: null }
  return notify({ ...state, phase: paused ? 'paused' : 'training', pace }, 'info', text)
}

const endings: Readonly<Record<EndedEvent['reason'], string>> = {
  completed: 'completed',
  reached: 'target accuracy reached',
  stopped: 'stopped',
}

function onEnd(state: RunState, end: EndedEvent): RunState {
  const text = `${endings[end.reason]} after ${formatDuration(end.elapsed)}, test accuracy ${formatPercent(end.testAccuracy).trim()}`
  return log(
    { ...state, phase: end.reason === 'stopped' ? 'stopped' : 'completed', elapsed: end.elapsed },
    'good',
    text,
  )
}

function inspect(inspection: Inspection, event: InspectionEvent): Inspection {
  const next: Inspection = { ...inspection, [event.type]: event }
  const { testData, predictions } = next
  if (event.type !== 'predictions' || !testData || !predictions) return next
  return { ...next, outcomes: outcomesOf(testData, predictions) }
}

function log(state: RunState, kind: LogEntry['kind'], text: string): RunState {
  return { ...state, log: [...state.log, { kind, text }].slice(-keptLog) }
}

/** Like {@link log}, and shown for a moment on every screen. */
function notify(state: RunState, kind: LogEntry['kind'], text: string): RunState {
  const id = (state.notice?.id ?? 0) + 1
  return { ...log(state, kind, text), notice: { id, kind, text } }
}

function rateText(rate: number, { step }: RunState): string {
  return `learning rate set to ${formatRate(rate)} at step ${formatCount(step)}`
}
