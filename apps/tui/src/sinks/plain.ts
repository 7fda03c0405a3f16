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
    `network ${run.layers.join('-')}`,
    `${formatCount(run.parameters)} parameters`,
    escaped(run.optimizer),
    `batch ${run.batchSize}`,
    `seed ${run.seed}`,
    `${run.dataset} ${formatCount(run.trainSamples)} + ${formatCount(run.testSamples)}`,
    computedBy(run),
  ].join('  ')
  return [line, ...processLines(run)].join('\n')
}

/** The process of each rank, by which a launcher's report of a lost process can be read. */
function processLines({ processes = [] }: StartedEvent): string[] {
  return processes.map(({ host, pid }, rank) => `rank ${rank}: process ${pid} on ${host}`)
}

function epochLine(epoch: MeasuredEpoch, epochs: number): string {
  const digits = String(epochs).length
  return [
    `epoch ${String(epoch.epoch).padStart(digits)}/${epochs}`,
    `train loss ${formatLoss(epoch.trainLoss)} accuracy ${formatPercent(epoch.trainAccuracy)}`,
    `test loss ${formatLoss(epoch.testLoss)} accuracy ${formatPercent(epoch.testAccuracy)}`,
    `rate ${formatRate(epoch.learningRate)}`,
    `${epoch.seconds.toFixed(1)} s`,
    `${formatCount(epoch.samplesPerSecond)} samples/s`,
  ].join('  ')
}

const endings: Readonly<Record<EndedEvent['reason'], string>> = {
  completed: 'completed',
  reached: 'accuracy reached',
  stopped: 'stopped',
}

function endLine(end: EndedEvent): string {
  const epochs = `${end.epochs} ${end.epochs === 1 ? 'epoch' : 'epochs'}`
  return [
    `${endings[end.reason]} after ${epochs}, ${formatCount(end.steps)} ${end.steps === 1 ? 'step' : 'steps'}, ${formatDuration(end.elapsed)}`,
    `test loss ${formatLoss(end.testLoss).trim()} accuracy ${formatPercent(end.testAccuracy).trim()}`,
  ].join('  ')
}
