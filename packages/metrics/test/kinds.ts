import fc from 'fast-check'
import * as metrics from '../src/index'

/** A stretch of data that any metric can be fed with: one entry a sample. */
export interface Samples {
  readonly labels: number[]
  readonly predictions: number[]
  readonly probabilities: number[][]
  readonly targets: number[]
  readonly values: number[]
}

/** A metric behind one face for all of them, fed with stretches of the same samples. */
export interface Kind {
  readonly name: string
  /** Whether batches and merging leave the result the same to the last bit. */
  readonly exact: boolean
  readonly create: () => AnyMetric
  readonly from: (state: unknown) => AnyMetric
  readonly feed: (metric: AnyMetric, samples: Samples) => void
}

/** A metric whose kind only its `Kind` knows. */
export type AnyMetric = metrics.Metric<never, unknown>

export const classes = 4

/** Samples of 4 classes, with ties among the probabilities and a class that may be missing. */
export function samples(minLength: number): fc.Arbitrary<Samples> {
  const label = fc.integer({ min: 0, max: classes - 1 })
  const row = fc
    .array(fc.integer({ min: 0, max: 8 }), { minLength: classes, maxLength: classes })
    .map((counts) => counts.map((n) => (n + 0.1) / (counts.reduce((a, b) => a + b) + 0.4)))
  const value = fc.double({ min: -1, max: 1, noNaN: true })
  const sample = fc.tuple(label, label, row, value, value)
  return fc.array(sample, { minLength, maxLength: 40 }).map((list) => ({
    labels: list.map((item) => item[0]),
    predictions: list.map((item) => item[1]),
    probabilities: list.map((item) => item[2]),
    targets: list.map((item) => item[3]),
    values: list.map((item) => item[4]),
  }))
}

/** A part of the samples. */
export function slice(all: Samples, start: number, end: number): Samples {
  return {
    labels: all.labels.slice(start, end),
    predictions: all.predictions.slice(start, end),
    probabilities: all.probabilities.slice(start, end),
    targets: all.targets.slice(start, end),
    values: all.values.slice(start, end),
  }
}

/** Ties a class to how it is made and fed. */
function kind<M extends metrics.Metric<never, unknown>>(
  type: { readonly name: string; from: (state: unknown) => M },
  create: () => M,
  feed: (metric: M, samples: Samples) => void,
  exact = true,
): Kind {
  const feedAny = (metric: AnyMetric, given: Samples) => feed(metric as M, given)
  return { name: type.name, exact, create, from: type.from, feed: feedAny }
}

/** Every metric of the package. */
export const kinds: readonly Kind[] = [
  kind(
    metrics.Mean,
    () => new metrics.Mean(),
    (m, s) => m.update(s.values, 0.3),
  ),
  kind(
    metrics.Ema,
    () => new metrics.Ema(),
    (m, s) => m.update(s.values),
    false,
  ),
  kind(
    metrics.Accuracy,
    () => new metrics.Accuracy(),
    (m, s) => m.update(s.labels, s.predictions),
  ),
  kind(
    metrics.TopKAccuracy,
    () => new metrics.TopKAccuracy({ classes, k: 2 }),
    (m, s) => m.update(s.labels, s.probabilities),
  ),
  kind(
    metrics.ConfusionMatrix,
    () => new metrics.ConfusionMatrix({ classes }),
    (m, s) => m.update(s.labels, s.predictions),
  ),
  kind(
    metrics.LogLoss,
    () => new metrics.LogLoss({ classes }),
    (m, s) => m.update(s.labels, s.probabilities),
  ),
  kind(
    metrics.BrierScore,
    () => new metrics.BrierScore({ classes }),
    (m, s) => m.update(s.labels, s.probabilities),
  ),
  kind(
    metrics.ExpectedCalibrationError,
    () => new metrics.ExpectedCalibrationError({ classes, bins: 7 }),
    (m, s) => m.update(s.labels, s.probabilities),
  ),
  kind(
    metrics.AUROC,
    () => new metrics.AUROC({ classes }),
    (m, s) => m.update(s.labels, s.probabilities),
  ),
  kind(
    metrics.AveragePrecision,
    () => new metrics.AveragePrecision({ classes }),
    (m, s) => m.update(s.labels, s.probabilities),
  ),
  kind(
    metrics.MeanSquaredError,
    () => new metrics.MeanSquaredError(),
    (m, s) => m.update(s.targets, s.values),
  ),
  kind(
    metrics.MeanAbsoluteError,
    () => new metrics.MeanAbsoluteError(),
    (m, s) => m.update(s.targets, s.values),
  ),
  kind(
    metrics.R2Score,
    () => new metrics.R2Score(),
    (m, s) => m.update(s.targets, s.values),
  ),
  kind(metrics.Throughput, () => new metrics.Throughput(), feedPace, false),
  kind(metrics.TimeLeft, () => new metrics.TimeLeft({ total: 1e9 }), feedPace, false),
]

/** Reports labels as work and predictions as seconds, zeros among both. */
function feedPace(metric: metrics.Throughput | metrics.TimeLeft, given: Samples): void {
  given.labels.forEach((work, i) => {
    metric.update(work, given.predictions[i])
  })
}
