import { describe, expect, it } from 'vitest'
import * as metrics from '../src/index'
import { expectClose } from './close'
import fixture from './fixtures/edge-cases.json'

describe.each(fixture.cases)('$name', (problem) => {
  const { classes, labels, probabilities } = problem
  const zeroDivision = problem.zero_division === 1 ? 1 : 0
  const predictions = metrics.argmax(probabilities, { classes })
  const matrix = new metrics.ConfusionMatrix({ classes }).update(labels, predictions)

  it('scores of classes', () => {
    expect(matrix.compute()).toEqual(problem.confusion_matrix)
    const scores = matrix.classScores({ zeroDivision })
    for (const name of ['precision', 'recall', 'f1', 'support'] as const) {
      expectClose(
        scores.map((score) => score[name]),
        problem[name],
      )
    }
    for (const average of ['macro', 'micro', 'weighted'] as const) {
      const { precision, recall, f1 } = matrix.averageScores(average, { zeroDivision })
      expectClose([precision, recall, f1], problem.averages[average])
    }
    expectClose(matrix.matthewsCorrelation(), problem.matthews_corrcoef)
  })

  it('kappa, or an error where it is undefined', () => {
    if (problem.cohen_kappa === null) {
      expect(() => matrix.cohenKappa()).toThrow(metrics.UndefinedMetricError)
    } else {
      expectClose(matrix.cohenKappa(), problem.cohen_kappa)
    }
  })

  it('log loss, and accuracy of the highest k', () => {
    const logLoss = new metrics.LogLoss({ classes }).update(labels, probabilities)
    expectClose(logLoss.compute(), problem.log_loss)
    const topK = new metrics.TopKAccuracy({ classes, k: problem.k }).update(labels, probabilities)
    expectClose(topK.compute(), problem.top_k_accuracy)
  })

  it('rankings, and an error where one is undefined', () => {
    const auroc = new metrics.AUROC({ classes }).update(labels, probabilities)
    expectClose(auroc.perClass(), problem.roc_auc)
    if (problem.roc_auc.some((area) => area === null)) {
      expect(() => auroc.compute()).toThrow(metrics.UndefinedMetricError)
    }
    const precision = new metrics.AveragePrecision({ classes }).update(labels, probabilities)
    expectClose(precision.perClass(), problem.average_precision)
  })
})

const printed = fixture.cases.filter(({ report }) => report !== null)

it.each(printed)('the printed report of $name', (problem) => {
  const { classes, labels, probabilities, digits } = problem
  const predictions = metrics.argmax(probabilities, { classes })
  const matrix = new metrics.ConfusionMatrix({ classes }).update(labels, predictions)
  const names = problem.names === null ? {} : { names: problem.names }
  const zeroDivision = problem.zero_division === 1 ? 1 : 0
  expect(metrics.classificationReport(matrix, { ...names, digits, zeroDivision })).toBe(
    problem.report,
  )
})

it.each(fixture.regression)('regression: $name', ({ target, prediction, ...expected }) => {
  const squared = new metrics.MeanSquaredError().update(target, prediction)
  const absolute = new metrics.MeanAbsoluteError().update(target, prediction)
  const r2 = new metrics.R2Score().update(target, prediction)
  expectClose(squared.compute(), expected.mean_squared_error)
  expectClose(absolute.compute(), expected.mean_absolute_error)
  expectClose(r2.compute(), expected.r2)
})
