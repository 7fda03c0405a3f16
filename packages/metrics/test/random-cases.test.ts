import { describe, expect, it } from 'vitest'
import * as metrics from '../src/index'
import { expectClose } from './close'
import fixture from './fixtures/random_cases.json'

const sum = (row: readonly number[]) => row.reduce((total, score) => total + score, 0)

describe.each(fixture.classification.map((problem, index) => ({ ...problem, index })))(
  'random problem $index',
  (problem) => {
    const { classes, labels, predictions, scores, divisor, k, bins, digits } = problem
    const zeroDivision = problem.zeroDivision === 1 ? 1 : 0
    const rows = scores.map((row) => row.map((score) => score / (divisor ?? sum(row))))
    const matrix = new metrics.ConfusionMatrix({ classes }).update(labels, predictions)

    it('of classes', () => {
      expect([...metrics.argmax(rows, { classes })]).toEqual(problem.argmax)
      expect(matrix.compute()).toEqual(problem.matrix)
      expectClose(new metrics.Accuracy().update(labels, predictions).compute(), problem.accuracy)
      expectClose(matrix.balancedAccuracy(), problem.balancedAccuracy)
      expectClose(matrix.matthewsCorrelation(), problem.matthews)
      if (problem.cohenKappa !== null) expectClose(matrix.cohenKappa(), problem.cohenKappa)
      else expect(() => matrix.cohenKappa()).toThrow(metrics.UndefinedMetricError)
      const own = matrix.classScores({ zeroDivision })
      for (const name of ['precision', 'recall', 'f1', 'support'] as const) {
        expectClose(
          own.map((score) => score[name]),
          problem[name],
        )
      }
      for (const average of ['macro', 'micro', 'weighted'] as const) {
        const { precision, recall, f1 } = matrix.averageScores(average, { zeroDivision })
        expectClose([precision, recall, f1], problem.averages[average])
      }
    })

    it('of probabilities and their ranks', () => {
      const of = (metric: metrics.Metric<[number[], number[][]], unknown>) =>
        metric.update(labels, rows).compute() as number
      if (problem.topK !== null) {
        expectClose(of(new metrics.TopKAccuracy({ classes, k })), problem.topK)
      }
      expectClose(of(new metrics.LogLoss({ classes })), problem.logLoss)
      expectClose(of(new metrics.BrierScore({ classes })), problem.brier)
      const calibration = new metrics.ExpectedCalibrationError({ classes, bins })
      expectClose(of(calibration), problem.calibration)
      const auroc = new metrics.AUROC({ classes }).update(labels, rows)
      expectClose(auroc.perClass(), problem.auroc)
      const precision = new metrics.AveragePrecision({ classes }).update(labels, rows)
      expectClose(precision.perClass(), problem.averagePrecision)
    })

    it('as a report, to the character', () => {
      const names = problem.names === null ? {} : { names: problem.names }
      const report = metrics.classificationReport(matrix, { ...names, digits, zeroDivision })
      expect(report).toBe(problem.report)
    })
  },
)

it('of regression', () => {
  for (const { targets, predictions, ...expected } of fixture.regression) {
    const of = (metric: metrics.Metric<[number[], number[]], number>) =>
      metric.update(targets, predictions).compute()
    expectClose(of(new metrics.MeanSquaredError()), expected.squared)
    expectClose(of(new metrics.MeanAbsoluteError()), expected.absolute)
    expectClose(of(new metrics.R2Score()), expected.r2)
  }
})
