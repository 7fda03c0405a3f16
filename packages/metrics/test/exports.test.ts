import { expect, it } from 'vitest'
import * as metrics from '../src/index'

it('exports these names and no others', () => {
  expect(Object.keys(metrics).sort()).toMatchInlineSnapshot(`
    [
      "AUROC",
      "Accuracy",
      "AveragePrecision",
      "BrierScore",
      "ConfusionMatrix",
      "Ema",
      "EmptyMetricError",
      "ExpectedCalibrationError",
      "InputError",
      "LabelError",
      "LengthError",
      "LogLoss",
      "Mean",
      "MeanAbsoluteError",
      "MeanSquaredError",
      "MergeError",
      "MetricError",
      "NotFiniteError",
      "OptionError",
      "ProbabilityError",
      "R2Score",
      "StateError",
      "SumOverflowError",
      "Throughput",
      "TimeLeft",
      "TopKAccuracy",
      "UndefinedMetricError",
      "argmax",
      "classificationReport",
      "confusionTable",
    ]
  `)
})
