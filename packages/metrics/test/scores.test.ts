import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUROC, AveragePrecision, argmax, LogLoss, TopKAccuracy } from '../src/index'
import { classes, samples } from './kinds'

describe('scores', () => {
  it('are read alike flat and in rows, plain and typed', () => {
    const rows = [
      [0.5, 0.25, 0.25],
      [0.125, 0.125, 0.75],
    ]
    const typedRows = rows.map((row) => Float64Array.from(row))
    const forms = [rows, rows.flat(), typedRows, Float64Array.from(rows.flat())]
    const losses = forms.map((form) => new LogLoss({ classes: 3 }).update([1, 2], form).compute())
    expect(new Set(losses).size).toBe(1)
    expect(forms.map((form) => [...argmax(form, { classes: 3 })])).toEqual(forms.map(() => [0, 2]))
  })

  it('are clipped in log loss by the precision they come in', () => {
    const loss = (scores: ArrayLike<number> | ArrayLike<number>[]) =>
      new LogLoss({ classes: 2 }).update([1], scores).compute()
    expect(loss([1, 0])).toBeCloseTo(-Math.log(2 ** -52), 12)
    expect(loss(new Float32Array([1, 0]))).toBeCloseTo(-Math.log(2 ** -23), 12)
    expect(loss([new Float32Array([1, 0])])).toBeCloseTo(-Math.log(2 ** -23), 12)
  })

  it('that are equal rank the lower class first in argmax, the higher first in the top k', () => {
    expect([...argmax([1, 1, 0], { classes: 3 })]).toEqual([0])
    const top1 = new TopKAccuracy({ classes: 3, k: 1 })
    expect(top1.update([0, 1], [1, 1, 0, 1, 1, 0]).compute()).toBe(0.5)
    expect(top1.correct).toBe(1)
  })
})

describe('rankings', () => {
  it('do not change under a growing function of the scores', () => {
    fc.assert(
      fc.property(samples(1), ({ labels, probabilities }) => {
        const logits = probabilities.map((row) => row.map((p) => 100 * p - 7))
        for (const Metric of [AUROC, AveragePrecision]) {
          const metric = new Metric({ classes }).update(labels, probabilities)
          const changed = new Metric({ classes }).update(labels, logits)
          expect(changed.perClass()).toEqual(metric.perClass())
        }
      }),
    )
  })

  it('AUROC is the share of pairs won, ties half', () => {
    fc.assert(
      fc.property(samples(1), ({ labels, probabilities }) => {
        const areas = new AUROC({ classes }).update(labels, probabilities).perClass()
        areas.forEach((area, c) => {
          const scores = (own: boolean) =>
            probabilities.flatMap((row, i) => ((labels[i] === c) === own ? [row[c]] : []))
          const wins = scores(true).flatMap((high) =>
            scores(false).map((low) => (high > low ? 1 : high === low ? 0.5 : 0) as number),
          )
          const expected = wins.length && wins.reduce((a, b) => a + b, 0) / wins.length
          expect(area).toBe(wins.length === 0 ? null : expected)
        })
      }),
    )
  })
})
