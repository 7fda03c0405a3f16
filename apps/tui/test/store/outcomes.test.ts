import { describe, expect, it } from 'vitest'
import { imagesIn, outcomesOf } from '../../src/store/outcomes'
import { reduce } from '../../src/store/reducer'
import { initialRunState } from '../../src/store/run-state'
import { predictions, testData } from '../support/inspection'

describe('outcomesOf', () => {
  const outcomes = outcomesOf(testData, predictions)

  it('puts the most confident mistakes first', () => {
    expect(
      outcomes.mistakes.map(({ image, label, predicted }) => [image, label, predicted]),
    ).toEqual([
      [14, 4, 9],
      [7, 7, 1],
      [4, 4, 9],
    ])
    expect(outcomes.mistakes[0]!.confidence).toBeCloseTo(0.85, 6)
  })

  it('counts what was taken for what, and scores the classes', () => {
    expect([outcomes.counts[4]![9], outcomes.counts[7]![1], outcomes.counts[7]![7]]).toEqual([
      2, 1, 1,
    ])
    expect(outcomes.counts.flat().reduce((a, b) => a + b)).toBe(20)
    expect(outcomes.scores[9]).toMatchObject({ precision: 0.5, recall: 1 })
    expect(outcomes.scores[4]).toMatchObject({ precision: 0, recall: 0, f1: 0 })
    expect(outcomes.average.recall).toBeCloseTo(0.85, 12)
  })
})

describe('imagesIn', () => {
  it('finds the images of a cell, right or wrong', () => {
    expect(
      imagesIn(testData, predictions, { label: 4, predicted: 9 }).map(({ image }) => image),
    ).toEqual([14, 4])
    expect(
      imagesIn(testData, predictions, { label: 3, predicted: 3 }).map(({ image }) => image),
    ).toEqual([13, 3])
    expect(imagesIn(testData, predictions, { label: 0, predicted: 1 })).toEqual([])
  })
})

describe('reduce', () => {
  it('keeps the latest that was told, and what follows from it', () => {
    const state = [testData, predictions].reduce(reduce, initialRunState)
    expect(state.inspection.outcomes!.mistakes).toHaveLength(3)
    const later = reduce(state, {
      ...predictions,
      step: 200,
      predicted: Uint8Array.from(testData.labels),
    })
    expect(later.inspection.outcomes).toMatchObject({ step: 200, mistakes: [] })
  })
})
