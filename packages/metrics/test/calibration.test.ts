import { expect, it } from 'vitest'
import { ExpectedCalibrationError } from '../src/index'

it('puts a confidence at the border of two bins into the lower one', () => {
  const error = new ExpectedCalibrationError({ classes: 2, bins: 5 })
  error.update([0, 0, 0, 1], [0.6, 0.4, 0.61, 0.39, 1, 0, 0.6, 0.4])
  expect(error.reliability().map(({ count }) => count)).toEqual([0, 0, 2, 1, 1])
})

it('tells the bars of the reliability diagram, and nothing of an empty bin', () => {
  const error = new ExpectedCalibrationError({ classes: 2, bins: 2 })
  error.update([0, 1], [0.75, 0.25, 0.875, 0.125])
  expect(error.reliability()).toEqual([
    { lower: 0, upper: 0.5, count: 0, confidence: null, accuracy: null },
    { lower: 0.5, upper: 1, count: 2, confidence: 0.8125, accuracy: 0.5 },
  ])
  expect(error.compute()).toBe(0.3125)
})

it('has a bin for a confidence of 0 and for one rounded above 1', () => {
  const error = new ExpectedCalibrationError({ classes: 2, bins: 3 })
  error.update([0, 0], [0, 0, 1 + 5e-7, 0])
  expect(error.reliability().map(({ count }) => count)).toEqual([1, 0, 1])
})
