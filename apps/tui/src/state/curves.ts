import type { Curve, Point } from '../chart/line-chart'
import type { Charset } from '../text/charset'
import { type Bucket, meanLoss } from './history'
import type { ViewState } from './view-state'

export type Quantity = 'loss' | 'accuracy'

/** How the training curve is drawn from its steps: averaged, as it is, or one point an epoch. */
export const smoothings = ['light', 'medium', 'strong', 'none', 'epochs'] as const
export type Smoothing = (typeof smoothings)[number]

/** The training curve and the test curve over epochs, as a chart draws them. */
export function curvesOf(
  state: ViewState,
  quantity: Quantity,
  { smoothing, raw }: { readonly smoothing: Smoothing; readonly raw: boolean },
  charset: Charset,
): Curve[] {
  const hasRaw = raw && smoothing !== 'none'
  return [
    ...(hasRaw
      ? [
          {
            points: trainPoints(state, quantity, 'none'),
            style: { color: 'faint' as const },
            // A small batch is often all right: that must not stretch the axis of accuracies.
            isBackground: quantity === 'accuracy',
          },
        ]
      : []),
    { points: trainPoints(state, quantity, smoothing), style: { color: 'train' } },
    {
      points: testPoints(state, quantity),
      style: { color: 'test' },
      marker: charset.marker.test,
      dashed: true,
    },
  ]
}

/** The values that the curves have at `x`: the last ones drawn up to there. */
export function readAt(
  state: ViewState,
  quantity: Quantity,
  smoothing: Smoothing,
  x: number,
): { readonly train: number; readonly test: number } {
  const last = (points: readonly Point[]): number =>
    points.findLast((point) => point.x <= x + 1e-9)?.y ?? Number.NaN
  return {
    train: last(trainPoints(state, quantity, smoothing)),
    test: last(testPoints(state, quantity)),
  }
}

function testPoints({ epochs }: ViewState, quantity: Quantity): Point[] {
  return epochs.map((epoch) => ({
    x: epoch.epoch,
    y: quantity === 'loss' ? epoch.testLoss : epoch.testAccuracy,
  }))
}

function trainPoints(state: ViewState, quantity: Quantity, smoothing: Smoothing): Point[] {
  if (smoothing === 'epochs')
    return state.epochs.map((epoch) => ({
      x: epoch.epoch,
      y: quantity === 'loss' ? epoch.trainLoss : epoch.trainAccuracy,
    }))
  const stepsPerEpoch = state.run?.stepsPerEpoch ?? 1
  return state.history.buckets.flatMap((bucket) =>
    valuesOf(bucket, quantity, smoothing).map((y) => ({ x: bucket.lastStep / stepsPerEpoch, y })),
  )
}

// A raw bucket is drawn from its smallest to its largest loss, so that no spike is lost.
function valuesOf(bucket: Bucket, quantity: Quantity, smoothing: Exclude<Smoothing, 'epochs'>) {
  if (smoothing !== 'none') return [bucket.smooth[smoothing][quantity]]
  if (quantity === 'accuracy') return [bucket.correct / bucket.samples]
  if (bucket.steps === 1) return [meanLoss(bucket)]
  return bucket.finiteLosses < bucket.steps
    ? [Number.NaN]
    : [meanLoss(bucket), bucket.minLoss, bucket.maxLoss, meanLoss(bucket)]
}
