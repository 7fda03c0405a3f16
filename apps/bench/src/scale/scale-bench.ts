import { type ImageDataset, loadMnist } from '@handwritten/mnist-data'
import { useThreads } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { interleave } from '../harness/rounds.ts'
import { median, summarize } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { secondsPerCall } from '../machine/seconds-per-call.ts'
import { digits, seconds, spreadSeconds } from '../report/format.ts'
import { lineCharts } from '../report/line-charts.ts'
import type { Report } from '../report/report.ts'
import { bendNote, findBend } from './bends.ts'
import { repeated } from './repeated.ts'
import { growth, type ScalePoint, scalePoints, stepFlops } from './scale-points.ts'
import { scaleStep } from './scale-step.ts'

export interface ScaleResult {
  readonly bench: 'scale'
  readonly format: 1
  readonly conditions: Conditions
  /** `seconds` are of one step, one a round. */
  readonly points: readonly (ScalePoint & { readonly seconds: readonly number[] })[]
  /** Points whose single step would have taken too much of the budget. */
  readonly leftOut: readonly ScalePoint[]
}

/** A step may take this part of the budget, so that all rounds of all points fit. */
const SHARE = 1 / 100

export const scaleBench: Bench<ScaleResult> = {
  name: 'scale',
  description: 'how the cost of a step grows with batch, width, depth and data',
  defaultBudget: 60,
  measure,
  report,
  chart: scaleChart,
}

async function measure(options: MeasureOptions): Promise<ScaleResult> {
  const conditions = readConditions()
  const { kept, leftOut } = await affordable(scalePoints(conditions.cores), options)
  const runs = await interleave(
    kept.map(({ point, step }) => ({
      name: label(point),
      run: async () => {
        await useThreads({ threads: point.threads })
        return { seconds: secondsPerCall(step) }
      },
    })),
    timing(options),
  )
  const points = kept.map(({ point }, index) => ({
    ...point,
    seconds: runs[index]!.map((run) => run.seconds),
  }))
  return { bench: 'scale', format: 1, conditions, points, leftOut }
}

/** Walks up every axis until a single step takes too long; what lies beyond is left out. */
async function affordable(points: readonly ScalePoint[], { budgetSeconds, log }: MeasureOptions) {
  const kept: { point: ScalePoint; step: () => void }[] = []
  const leftOut: ScalePoint[] = []
  const { train } = await loadMnist()
  const datasets = new Map<number, ImageDataset>()
  for (const point of points) {
    if (leftOut.some(({ axis }) => axis === point.axis)) {
      leftOut.push(point)
      continue
    }
    const dataset = datasets.get(point.rows) ?? repeated(train, point.rows)
    datasets.set(point.rows, dataset)
    const step = scaleStep(point, dataset)
    await useThreads({ threads: point.threads })
    const took = fastestOfThree(step)
    log(`${label(point)}: about ${seconds(took)}`)
    if (took <= budgetSeconds * SHARE) kept.push({ point, step })
    else leftOut.push(point)
  }
  return { kept, leftOut }
}

/** The first call records the step, the second may. */
function fastestOfThree(step: () => void): number {
  const took = [0, 1, 2].map(() => {
    const start = performance.now()
    step()
    return (performance.now() - start) / 1000
  })
  return Math.min(...took)
}

function label({ axis, value }: ScalePoint): string {
  return `${axis} ${value}`
}

/** The axes of which there are two points or more, each with its points. */
function axes({ points }: ScaleResult) {
  return [...Map.groupBy(points, ({ axis }) => axis)].filter(([, own]) => own.length > 1)
}

/** A panel for each axis, with its bend. */
function scaleChart(result: ScaleResult): string {
  return lineCharts({
    title: 'The cost of a training step, by size',
    axis: 'milliseconds a step, both axes logarithmic; dashed where it bends',
    panels: axes(result).map(([axis, own]) => {
      const { at } = findBend(own)
      const points = own.map(({ value, seconds }) => ({ x: value, y: 1000 * median(seconds) }))
      return { title: axis, lines: [{ label: '', points }], ...(at !== undefined && { bend: at }) }
    }),
  })
}

function report(result: ScaleResult): Report {
  const { conditions, points, leftOut } = result
  const rows = points.map((point, index) => {
    const step = { value: point.value, seconds: median(point.seconds) }
    const before = points[index - 1]
    const follows = before?.axis === point.axis
    return [
      label(point),
      spreadSeconds(summarize(point.seconds)),
      seconds(step.seconds / point.batchSize),
      digits(stepFlops(point) / step.seconds / 1e9),
      follows
        ? growth({ value: before.value, seconds: median(before.seconds) }, step).toFixed(2)
        : '',
    ]
  })
  return {
    title: 'The cost of a training step, by size',
    table: { header: ['size', 'step', 'a sample', 'GFLOP/s', 'growth'], rows },
    notes: [
      'What is not named is as in the seed recipe: batch 64 from the 60,000 images of MNIST (repeated for more), network 784-256-64-10, one thread. Width is that of two hidden layers, depth counts hidden layers of 128. Steps are captured.',
      'Growth is the exponent from the row above: 1 is in proportion, 0 is free.',
      ...axes(result).map(([axis, own]) => bendNote(axis, findBend(own))),
      ...(leftOut.length > 0
        ? [`Left out, since a step takes too long: ${leftOut.map(label).join(', ')}.`]
        : []),
      roundsNote(points[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}
