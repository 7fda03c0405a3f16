import { describe, expect, it } from 'vitest'
import * as metrics from '../src/index'
import { expectClose } from './close'
import golden from './fixtures/metrics.json'

describe.each(golden.cases.map((problem, index) => ({ ...problem, index })))(
  'the figures of problem $index, $classes classes',
  (problem) => {
    const { classes, labels, probabilities, predictions } = problem
    const matrix = new metrics.ConfusionMatrix({ classes }).update(labels, predictions)

    it('predictions and accuracies', () => {
      expect([...metrics.argmax(probabilities, { classes })]).toEqual(predictions)
      const accuracy = new metrics.Accuracy().update(labels, predictions)
      expectClose(accuracy.compute(), problem.accuracy)
      expectClose(matrix.accuracy(), problem.accuracy)
      expectClose(matrix.balancedAccuracy(), problem.balanced_accuracy_over_present_classes)
      const top3 = new metrics.TopKAccuracy({ classes, k: 3 }).update(labels, probabilities)
      expectClose(top3.compute(), problem.top_3_accuracy)
    })

    it('the confusion matrix, precision, recall and F1', () => {
      expect(matrix.compute()).toEqual(problem.confusion_matrix_rows_true)
      const scores = matrix.classScores()
      const columns = (['precision', 'recall', 'f1'] as const).map((name) =>
        scores.map((score) => score[name]),
      )
      expectClose(columns, problem.precision_recall_f1_per_class)
      expect(scores.map(({ support }) => support)).toEqual(problem.support)
      for (const average of ['macro', 'micro', 'weighted'] as const) {
        const { precision, recall, f1 } = matrix.averageScores(average)
        expectClose([precision, recall, f1], problem[average])
      }
      expectClose(matrix.cohenKappa(), problem.cohen_kappa)
      expectClose(matrix.matthewsCorrelation(), problem.matthews_corrcoef)
    })

    it('the measures of probabilities', () => {
      const measures = [
        [new metrics.LogLoss({ classes }), problem.log_loss],
        [new metrics.BrierScore({ classes }), problem.brier_multiclass_sum_over_classes],
        [
          new metrics.ExpectedCalibrationError({ classes, bins: 15 }),
          problem.expected_calibration_error_15_equal_bins,
        ],
      ] as const
      for (const [metric, expected] of measures) {
        expectClose(metric.update(labels, probabilities).compute(), expected)
      }
    })
  },
)

const ranked = golden.cases.flatMap((problem) =>
  problem.roc_auc_ovr_macro === undefined ? [] : [problem],
)

it.each(ranked)('the measures of ranking of $classes classes', (problem) => {
  const { classes, labels, probabilities } = problem
  const auroc = new metrics.AUROC({ classes }).update(labels, probabilities)
  expectClose(auroc.compute(), problem.roc_auc_ovr_macro)
  const precision = new metrics.AveragePrecision({ classes }).update(labels, probabilities)
  expectClose(precision.compute(), problem.average_precision_macro)
})

it('the figures of regression', () => {
  const { target, prediction } = golden.regression
  const squared = new metrics.MeanSquaredError().update(target, prediction)
  const absolute = new metrics.MeanAbsoluteError().update(target, prediction)
  const r2 = new metrics.R2Score().update(target, prediction)
  expectClose(squared.compute(), golden.regression.mean_squared_error)
  expectClose(absolute.compute(), golden.regression.mean_absolute_error)
  expectClose(r2.compute(), golden.regression.r2)
})
