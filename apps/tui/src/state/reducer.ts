import { dirname } from 'node:path'
import type { SaveEvent } from '../saved/run-keeper'
import { formatCount, formatDuration, formatPercent, formatRate } from '../text/format'
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
import { addSteps, type StepRecord } from './history'
import { outcomesOf } from './outcomes'
import type { EpochSums, Inspection, LogEntry, PacePoint, ViewState } from './view-state'

type SavedEvent = Extract<SaveEvent, { type: 'saved' }>

const keptLosses = 512
const keptEpochs = 512
const keptLog = 200
const paceSeconds = 5
const nothing: EpochSums = { loss: 0, correct: 0, samples: 0 }

/** The state after `event`. */
export function reduce(state: ViewState, event: RunEvent): ViewState {
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
      return log(
        { ...state, learningRate: event.value },
        'info',
        `learning rate set to ${formatRate(event.value)} at step ${formatCount(state.step)}`,
      )
    case 'log':
      return log(state, 'info', event.text)
    case 'saved':
      return onSaved(state, event)
    case 'unsaved':
      return log(state, 'warn', event.message)
    case 'testData':
    case 'predictions':
    case 'probabilities':
    case 'network':
    case 'prepared':
    case 'drawn':
      return { ...state, inspection: inspect(state.inspection, event) }
    case 'end':
      return onEnd(state, event)
    case 'failed':
      return log({ ...state, phase: 'failed', failure: event.message }, 'warn', event.message)
  }
}

function onStart(state: ViewState, run: StartedEvent): ViewState {
  const images = `${formatCount(run.trainSamples)} + ${formatCount(run.testSamples)}`
  return log(
    { ...state, phase: 'training', run, learningRate: run.learningRate },
    'info',
    `${run.dataset} ${images}`,
  )
}

function onResumed(state: ViewState, { epochs, step, stepInEpoch }: ResumedEvent): ViewState {
  const samples = epochs.length * (state.run?.trainSamples ?? 0)
  return log(
    {
      ...state,
      ...{ step, stepInEpoch, epoch: epochs.length + 1 },
      samples: samples + stepInEpoch * (state.run?.batchSize ?? 0),
      epochs: epochs.map((epoch) => ({ ...epoch, elapsed: 0 })).slice(-keptEpochs),
      history: { ...state.history, step },
    },
    'info',
    `going on after step ${formatCount(step)}`,
  )
}

// The folder is told when it is new; later saves of it, every few seconds, would fill the log.
function onSaved(state: ViewState, { file, step }: SavedEvent): ViewState {
  const next = { ...state, saved: { file, step } }
  const folder = dirname(file)
  if (state.saved?.file !== file)
    return log(next, 'good', `saved in ${folder} at step ${formatCount(step)}`)
  const text = `saved at step ${formatCount(step)}`
  const last = state.log.at(-1)
  return last?.text.startsWith('saved ')
    ? { ...next, log: [...state.log.slice(0, -1), { kind: 'good', text }] }
    : log(next, 'good', text)
}

function onSteps(state: ViewState, event: StepsEvent): ViewState {
  const records = Array.from(event.losses, (loss, index) => ({
    loss,
    correct: event.correct[index]!,
    samples: event.samples[index]!,
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
    pace: addPace(state.pace, { elapsed, step, samples }),
  }
}

function addToEpoch(sums: EpochSums, { loss, correct, samples }: StepRecord): EpochSums {
  return {
    loss: sums.loss + loss * samples,
    correct: sums.correct + correct,
    samples: sums.samples + samples,
  }
}

function addPace(pace: readonly PacePoint[], point: PacePoint): readonly PacePoint[] {
  return [...pace.filter(({ elapsed }) => elapsed >= point.elapsed - paceSeconds), point]
}

function onEpoch(state: ViewState, epoch: MeasuredEpoch): ViewState {
  const best = Math.max(0, ...state.epochs.map(({ testAccuracy }) => testAccuracy))
  const measured: ViewState = {
    ...state,
    phase: state.phase === 'measuring' ? 'training' : state.phase,
    epochs: [...state.epochs, epoch].slice(-keptEpochs),
    measuringSeconds: Math.max(0, epoch.elapsed - state.elapsed),
    elapsed: epoch.elapsed,
    pace: [],
  }
  const passed = [0.999, 0.995, 0.99, 0.98, 0.97, 0.95, 0.9].find(
    (mark) => best < mark && epoch.testAccuracy >= mark,
  )
  if (passed === undefined) return measured
  const mark = formatPercent(passed)
    .trim()
    .replace(/\.?0+%/, '%')
  return log(measured, 'good', `${mark} of test images right`)
}

function onPaused(state: ViewState, { paused }: PausedEvent): ViewState {
  if (state.phase === 'stopping' || paused === (state.phase === 'paused')) return state
  const text = `${paused ? 'paused' : 'going on'} at step ${formatCount(state.step)}`
  return log({ ...state, phase: paused ? 'paused' : 'training' }, 'info', text)
}

function onEnd(state: ViewState, end: EndedEvent): ViewState {
  const text = `${end.reason} after ${formatDuration(end.elapsed)}: ${formatPercent(end.testAccuracy).trim()} of the test images right`
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

function log(state: ViewState, kind: LogEntry['kind'], text: string): ViewState {
  return { ...state, log: [...state.log, { kind, text }].slice(-keptLog) }
}
