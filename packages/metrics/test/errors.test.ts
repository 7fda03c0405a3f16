import { describe, expect, it } from 'vitest'
import * as metrics from '../src/index'

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number
const accuracy = () => new metrics.Accuracy()
const matrix = () => new metrics.ConfusionMatrix({ classes: 3 })
const logLoss = () => new metrics.LogLoss({ classes: 2 })
const notNumbers = (value: unknown) => value as number[]

/** What is done, the code and the message it must fail with. */
const failures: [() => unknown, metrics.MetricErrorCode, string][] = [
  [
    () => matrix().update([0, 3], [0, 1]),
    'LABEL',
    'ConfusionMatrix.update: labels[1] must be a class number, an integer from 0 to 2, got 3',
  ],
  [
    () => matrix().update([0, 1], [0, 1.5]),
    'LABEL',
    'ConfusionMatrix.update: predictions[1] must be a class number, an integer from 0 to 2, got 1.5',
  ],
  [
    () => accuracy().update([-1], [0]),
    'LABEL',
    'Accuracy.update: labels[0] must be a class number, an integer of 0 or more, got -1',
  ],
  [() => matrix().update([nan], [0]), 'LABEL', 'got NaN'],
  [() => matrix().update(notNumbers(['1']), [0]), 'LABEL', 'got "1"'],
  [() => matrix().update(notNumbers([1n]), [0]), 'LABEL', 'got 1n'],
  [
    () => matrix().update([0, 1], [0]),
    'LENGTH',
    'ConfusionMatrix.update: labels and predictions differ in length: 2 against 1',
  ],
  [
    () => logLoss().update([0, 1], [0.5, 0.5, 1]),
    'LENGTH',
    'LogLoss.update: scores hold 3 numbers, expected 4 (2 labels x 2 classes)',
  ],
  [
    () => logLoss().update([0], [[0.5, 0.25, 0.25]]),
    'LENGTH',
    'LogLoss.update: scores[0] and the classes differ in length: 3 against 2',
  ],
  [
    () => metrics.argmax([1, 2, 3], { classes: 2 }),
    'LENGTH',
    'argmax: 3 scores are no whole rows of 2 classes',
  ],
  [
    () => new metrics.AUROC({ classes: 2 }).update([0], [nan, 1]),
    'NOT_FINITE',
    'AUROC.update: scores[0] must be a finite number, got NaN',
  ],
  [
    () => new metrics.TopKAccuracy({ classes: 2, k: 1 }).update([0], [[0, infinity]]),
    'NOT_FINITE',
    'TopKAccuracy.update: scores[0][1] must be a finite number, got Infinity',
  ],
  [
    () => new metrics.R2Score().update([1, 2], [1, nan]),
    'NOT_FINITE',
    'R2Score.update: predictions[1] must be a finite number, got NaN',
  ],
  [() => new metrics.Mean().update(nan), 'NOT_FINITE', 'Mean.update: values[0]'],
  [() => new metrics.Ema().update([1, nan]), 'NOT_FINITE', 'Ema.update: values[1]'],
  [
    () => logLoss().update([0, 1], [0.5, 0.5, 3.5, -2]),
    'PROBABILITY',
    'LogLoss.update: the probability of sample 1, class 0 must lie between 0 and 1, got 3.5',
  ],
  [
    () => accuracy().update(notNumbers({ data: [1] }), [1]),
    'INPUT',
    'Accuracy.update: labels must have a length and indices, got an object',
  ],
  [() => accuracy().update(notNumbers(undefined), [1]), 'INPUT', 'got undefined'],
  [() => accuracy().update(notNumbers('01'), [0, 1]), 'INPUT', 'got "01"'],
  [() => accuracy().update(notNumbers(nan), [0, 1]), 'INPUT', 'got NaN'],
  [() => logLoss().update([0], notNumbers([null])), 'INPUT', 'scores[0]'],
  [() => matrix().accuracy(), 'EMPTY', 'ConfusionMatrix.accuracy: nothing was seen yet'],
  [() => metrics.classificationReport(matrix()), 'EMPTY', 'ConfusionMatrix.'],
  [() => new metrics.AUROC({ classes: 2 }).perClass(), 'EMPTY', 'AUROC.perClass'],
  [
    () => new metrics.AUROC({ classes: 2 }).update([1], [0, 1]).compute(),
    'UNDEFINED',
    'AUROC.compute: undefined for class 0',
  ],
  [() => matrix().update([1], [1]).cohenKappa(), 'UNDEFINED', 'ConfusionMatrix.cohenKappa'],
  [
    () => new metrics.R2Score().update([1], [2]).compute(),
    'UNDEFINED',
    'R2Score.compute: expected 2 samples or more, got 1',
  ],
  [() => new metrics.MeanSquaredError().update([1e200], [0]), 'OVERFLOW', 'MeanSquaredError'],
  [() => new metrics.R2Score().update([1e200], [1e200]), 'OVERFLOW', 'R2Score'],
  [() => new metrics.Throughput({ halfLife: 1e-310 }).update(1, 0), 'OVERFLOW', 'Throughput'],
  [
    () => new metrics.ConfusionMatrix({ classes: 2.5 }),
    'OPTION',
    'ConfusionMatrix: classes must be an integer of 1 or more, got 2.5',
  ],
  [() => new metrics.LogLoss({ classes: 1 }), 'OPTION', 'LogLoss: classes'],
  [() => new metrics.TopKAccuracy({ classes: 3, k: 0 }), 'OPTION', 'TopKAccuracy: k'],
  [() => new metrics.TimeLeft({ total: 0 }), 'OPTION', 'TimeLeft: total'],
  [() => new metrics.Throughput().update(1, -1), 'OPTION', 'Throughput.update: seconds'],
  [() => new metrics.TimeLeft({ total: 9 }).update(nan, 1), 'OPTION', 'TimeLeft.update: work'],
  [() => new metrics.Mean().update(1, -1), 'OPTION', 'Mean.update: weight'],
  [() => accuracy().updateCounts(3, 2), 'OPTION', 'Accuracy.updateCounts: correct'],
  [
    () =>
      matrix()
        .update([1], [1])
        .averageScores('mean' as metrics.Average),
    'OPTION',
    'average must be "macro", "micro" or "weighted", got "mean"',
  ],
  [
    () =>
      matrix()
        .update([1], [1])
        .classScores({ zeroDivision: nan as 0 }),
    'OPTION',
    'ConfusionMatrix: zeroDivision must be 0 or 1, got NaN',
  ],
  [
    () => metrics.classificationReport(matrix().update([1], [1]), { digits: 21 }),
    'OPTION',
    'classificationReport: digits',
  ],
  [
    () => metrics.confusionTable(matrix(), { names: ['a', 'b'] }),
    'OPTION',
    'confusionTable: names must hold one name per class, expected 3, got 2',
  ],
  [
    () => matrix().merge(new metrics.ConfusionMatrix({ classes: 4 })),
    'MERGE',
    'ConfusionMatrix.merge: classes differs: 3 against 4',
  ],
  [
    () => metrics.Accuracy.from({ metric: 'Accuracy', count: 1, correct: 2 }),
    'STATE',
    'Accuracy.from: "count" must be an integer of 2 or more, got 1',
  ],
  [
    () => metrics.ConfusionMatrix.from({ metric: 'ConfusionMatrix', counts: [[1, 2]] }),
    'STATE',
    'ConfusionMatrix.from: "counts" must be a square matrix of counts',
  ],
  [
    () => metrics.AUROC.from({ metric: 'AUROC', classes: 2, labels: [2], scores: [0, 1] }),
    'STATE',
    'AUROC.from: "labels" must be class numbers below 2',
  ],
  [
    () => metrics.AUROC.from({ metric: 'AUROC', classes: 2, labels: [1], scores: [0] }),
    'STATE',
    'AUROC.from: "scores" must be one score per label and class',
  ],
  [
    () => metrics.Mean.from(new metrics.Ema().toJSON()),
    'STATE',
    'Mean.from: this is the state of "Ema", not of "Mean"',
  ],
]

it.each(failures)('%s', (act, code, message) => {
  let found: unknown
  try {
    act()
  } catch (error) {
    found = error
  }
  expect(found).toBeInstanceOf(metrics.MetricError)
  expect(found).toMatchObject({ code, message: expect.stringContaining(message) })
})

describe('a refused update leaves no trace', () => {
  it.each([
    [() => new metrics.Mean(), [[1, nan]]],
    [() => new metrics.Ema(), [[1, nan]]],
    [
      accuracy,
      [
        [1, 0.5],
        [1, 1],
      ],
    ],
    [
      matrix,
      [
        [1, 1],
        [1, 3],
      ],
    ],
    [
      logLoss,
      [
        [0, 1],
        [0.5, 0.5, 2, -1],
      ],
    ],
    [
      () => new metrics.AUROC({ classes: 2 }),
      [
        [0, 1],
        [0.5, 0.5, nan, 1],
      ],
    ],
    [
      () => new metrics.ExpectedCalibrationError({ classes: 2 }),
      [
        [0, 2],
        [1, 0, 0, 1],
      ],
    ],
    [
      () => new metrics.R2Score(),
      [
        [1, 1e200],
        [1, 1],
      ],
    ],
    [() => new metrics.MeanAbsoluteError(), [[1, 2], [1]]],
    [() => new metrics.Throughput(), [1, nan]],
  ] as [() => metrics.Metric<unknown[], unknown>, unknown[]][])('%s', (create, batch) => {
    const metric = create()
    expect(() => metric.update(...batch)).toThrow(metrics.MetricError)
    expect(metric.toJSON()).toEqual(create().toJSON())
  })
})

it('an empty batch changes nothing', () => {
  expect(matrix().update([], []).compute()).toEqual(new Array(3).fill([0, 0, 0]))
  expect(logLoss().update([], []).count).toBe(0)
  expect(metrics.argmax([], { classes: 4 })).toHaveLength(0)
})
