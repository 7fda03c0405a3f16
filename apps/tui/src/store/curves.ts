import type { Curve, Point } from '../chart/line-chart'
import type { Charset } from '../text/charset'
import type { MeasuredEpoch } from '../training/protocol'
import { type Bucket, meanLoss } from './history'
import type { RunState } from './run-state'

export type Quantity = 'loss' | 'accuracy'

/** How the training curve is made from the steps: averaged, unchanged, or one point an epoch. */
export const smoothings = ['light', 'medium', 'strong', 'none', 'epochs'] as const
export type Smoothing = (typeof smoothings)[number]

/** The part of the training curve's worst values that the axis ignores: the first noisy steps. */
const ignored = 0.04

/** The training curve and the test curve over epochs. With raw values the axis holds all of them. */
export function curvesOf(
  state: RunState,
  quantity: Quantity,
  { smoothing, raw }: { readonly smoothing: Smoothing; readonly raw: boolean },
  charset: Charset,
): Curve[] {
  const hasRaw = raw && smoothing !== 'none'
  const worst = quantity === 'loss' ? 'high' : 'low'
  return [
    ...(hasRaw
      ? [
          {
            points: trainPoints(state, quantity, 'none'),
            style: { color: 'faint' as const },
            // Small batches are often predicted without a mistake: that must not stretch the axis.
            isBackground: quantity === 'accuracy',
          },
        ]
      : []),
    {
      points: trainPoints(state, quantity, smoothing),
      style: { color: 'train' },
      ...(!raw && { outliers: { side: worst, part: ignored } as const }),
    },
    {
      points: testPoints(state, quantity),
      style: { color: 'test' },
      marker: charset.marker.test,
      dashed: true,
    },
  ]
}

/** The learning rate over epochs. */
export function rateCurve({ history, run }: RunState): Curve {
  const stepsPerEpoch = run?.stepsPerEpoch ?? 1
  const points = history.buckets.map(({ lastStep, learningRate }) => ({
    x: lastStep / stepsPerEpoch,
    y: learningRate,
  }))
  return { points, style: { color: 'accent' } }
}

/** The values of the curves at `x`: those of the last points up to there. */
export function readAt(
  state: RunState,
  quantity: Quantity,
  smoothing: Smoothing,
  x: number,
): { readonly train: number; readonly test: number } {
  const isUpTo = (at: number): boolean => at <= x + 1e-9
  const epoch = state.epochs.findLast((epoch) => isUpTo(epoch.epoch))
  const stepsPerEpoch = state.run?.stepsPerEpoch ?? 1
  const bucket = state.history.buckets.findLast(({ lastStep }) => isUpTo(lastStep / stepsPerEpoch))
  const train =
    smoothing === 'epochs'
      ? epoch && trainFigure(epoch, quantity)
      : bucket && valuesOf(bucket, quantity, smoothing).at(-1)
  const test = epoch && testFigure(epoch, quantity)
  return { train: train ?? Number.NaN, test: test ?? Number.NaN }
}

function trainFigure({ trainLoss, trainAccuracy }: MeasuredEpoch, quantity: Quantity): number {
  return quantity === 'loss' ? trainLoss : trainAccuracy
}

function testFigure({ testLoss, testAccuracy }: MeasuredEpoch, quantity: Quantity): number {
  return quantity === 'loss' ? testLoss : testAccuracy
}

function testPoints({ epochs }: RunState, quantity: Quantity): Point[] {
  return epochs.map((epoch) => ({ x: epoch.epoch, y: testFigure(epoch, quantity) }))
}

function trainPoints(state: RunState, quantity: Quantity, smoothing: Smoothing): Point[] {
  if (smoothing === 'epochs')
    return state.epochs.map((epoch) => ({ x: epoch.epoch, y: trainFigure(epoch, quantity) }))
  const stepsPerEpoch = state.run?.stepsPerEpoch ?? 1
  return state.history.buckets.flatMap((bucket) =>
    valuesOf(bucket, quantity, smoothing).map((y) => ({ x: bucket.lastStep / stepsPerEpoch, y })),
  )
}

// A raw bucket spans its smallest to its largest loss, so that no spike is lost.
function valuesOf(bucket: Bucket, quantity: Quantity, smoothing: Exclude<Smoothing, 'epochs'>) {
  if (smoothing !== 'none') return [bucket.smooth[smoothing][quantity]]
  if (quantity === 'accuracy') return [bucket.correct / bucket.samples]
  if (bucket.steps === 1) return [meanLoss(bucket)]
  return bucket.finiteLosses < bucket.steps
    ? [Number.NaN]
    : [meanLoss(bucket), bucket.minLoss, bucket.maxLoss, meanLoss(bucket)]
}
