import type { Tensor } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { interleave } from '../harness/rounds.ts'
import { median, summarize } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { secondsPerCall } from '../machine/seconds-per-call.ts'
import { digits, seconds, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { growth, type ScalePoint, scalePoints, stepFlops } from './scale-points.ts'
import { noiseImages, scaleStep } from './scale-step.ts'

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
}

async function measure(options: MeasureOptions): Promise<ScaleResult> {
  const conditions = readConditions()
  const { kept, leftOut } = affordable(scalePoints(), options)
  const runs = await interleave(
    kept.map(({ point, step }) => ({
      name: label(point),
      run: async () => ({ seconds: secondsPerCall(step) }),
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
function affordable(points: readonly ScalePoint[], { budgetSeconds, log }: MeasureOptions) {
  const kept: { point: ScalePoint; step: () => void }[] = []
  const leftOut: ScalePoint[] = []
  const images = new Map<number, Tensor>()
  for (const point of points) {
    if (leftOut.some(({ axis }) => axis === point.axis)) {
      leftOut.push(point)
      continue
    }
    const source = images.get(point.rows) ?? noiseImages(point.rows, point.sizes[0]!)
    images.set(point.rows, source)
    const step = scaleStep(point, source)
    const start = performance.now()
    step()
    const took = (performance.now() - start) / 1000
    log(`${label(point)}: ${seconds(took)} for the first step`)
    if (took <= budgetSeconds * SHARE) kept.push({ point, step })
    else leftOut.push(point)
  }
  return { kept, leftOut }
}

function label({ axis, value }: ScalePoint): string {
  return `${axis} ${value}`
}

function report({ conditions, points, leftOut }: ScaleResult): Report {
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
      'What is not named is as in the seed recipe: batch 64 from 60,000 images, network 784-256-64-10. Width is that of two hidden layers, depth counts hidden layers of 128.',
      'Growth is the exponent from the row above: 1 is in proportion, 0 is free.',
      ...(leftOut.length > 0
        ? [`Left out, since a step takes too long: ${leftOut.map(label).join(', ')}.`]
        : []),
      roundsNote(points[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}
