import { escaped } from '../text/escaped'
import { formatCount, formatDuration, formatLoss, formatPercent, formatRate } from '../text/format'
import { computedBy } from '../training/computed-by'
import type {
  EndedEvent,
  MeasuredEpoch,
  ResumedEvent,
  RunEvent,
  StartedEvent,
} from '../training/protocol'
import { lineSink, type Output, type Sink } from './sink'

/** One line for the start, each epoch and the end, without escape codes; all else goes to the log. */
export function plainSink(output: Output): Sink {
  let epochs = 0
  return lineSink(output, (event) => {
    if (event.type === 'start') epochs = event.epochs
    return plainLine(event, epochs)
  })
}

function plainLine(event: RunEvent, epochs: number): string | null {
  if (event.type === 'start') return startLine(event)
  if (event.type === 'epoch') return epochLine(event, epochs)
  if (event.type === 'resumed') return resumedLine(event, epochs)
  return event.type === 'end' ? endLine(event) : null
}

function resumedLine({ step, epochs: done }: ResumedEvent, epochs: number): string {
  return `going on after step ${formatCount(step)}  ${done.length} of ${epochs} epochs done`
}

function startLine(run: StartedEvent): string {
  const line = [
    `recipe ${escaped(run.recipe)}`,
    `network ${escaped(run.network)}`,
    `${formatCount(run.parameters)} parameters`,
    escaped(run.optimizer),
    `batch ${run.batchSize}`,
    ...run.extras,
    `seed ${run.seed}`,
    `${run.dataset} ${imageCounts(run)}`,
    computedBy(run),
  ].join('  ')
  return [line, ...processLines(run)].join('\n')
}

/** The process of each rank, by which a launcher's report of a lost process can be read. */
function processLines({ processes = [] }: StartedEvent): string[] {
  return processes.map(({ host, pid }, rank) => `rank ${rank}: process ${pid} on ${host}`)
}

function imageCounts({ trainSamples, validationSamples, testSamples }: StartedEvent): string {
  const parts = [trainSamples, ...(validationSamples ? [validationSamples] : []), testSamples]
  return parts.map(formatCount).join(' + ')
}

function epochLine(epoch: MeasuredEpoch, epochs: number): string {
  const digits = String(epochs).length
  return [
    `epoch ${String(epoch.epoch).padStart(digits)}/${epochs}`,
    `train loss ${formatLoss(epoch.trainLoss)} accuracy ${formatPercent(epoch.trainAccuracy)}`,
    ...validationFigures(epoch),
    `test loss ${formatLoss(epoch.testLoss)} accuracy ${formatPercent(epoch.testAccuracy)}`,
    `rate ${formatRate(epoch.learningRate)}`,
    `${epoch.seconds.toFixed(1)} s`,
    `${formatCount(epoch.samplesPerSecond)} samples/s`,
  ].join('  ')
}

function validationFigures({ validationLoss, validationAccuracy }: MeasuredEpoch): string[] {
  if (validationLoss === undefined || validationAccuracy === undefined) return []
  return [
    `validation loss ${formatLoss(validationLoss)} accuracy ${formatPercent(validationAccuracy)}`,
  ]
}

const endings: Readonly<Record<EndedEvent['reason'], string>> = {
  completed: 'completed',
  reached: 'accuracy reached',
  stopped: 'stopped',
}

function endLine(end: EndedEvent): string {
  const epochs = `${end.epochs} ${end.epochs === 1 ? 'epoch' : 'epochs'}`
  return [
    `${end.stoppedEarly ? 'stopped early' : endings[end.reason]} after ${epochs}, ${formatCount(end.steps)} ${end.steps === 1 ? 'step' : 'steps'}, ${formatDuration(end.elapsed)}`,
    ...(end.bestEpoch === undefined ? [] : [`weights of epoch ${end.bestEpoch}`]),
    `test loss ${formatLoss(end.testLoss).trim()} accuracy ${formatPercent(end.testAccuracy).trim()}`,
  ].join('  ')
}
