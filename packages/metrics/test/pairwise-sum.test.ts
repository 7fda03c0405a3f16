import { expect, it } from 'vitest'
import { pairwiseSum } from '../src/sum/pairwise-sum'

// numpy.sum of the same terms, NumPy 1.24; of 127, 128, 300 and 1000 a plain loop gives other last bits.
it.each([
  [0, 0],
  [1, 0],
  [7, 682.443245977752],
  [13, 1058.7810297646352],
  [22, 2105.14244691012],
  [31, 3123.7524852112274],
  [127, 12236.132469405355],
  [128, 12357.332267645394],
  [129, 12413.708657022027],
  [300, 26436.480990762626],
  [1000, 86447.0697501251],
])('of %i terms is the sum that NumPy gives, to the last bit', (count, expected) => {
  const terms = Array.from({ length: count }, (_, i) => {
    const term = (i * i * 0.7368062997280773) % 7
    return term * term * term
  })
  expect(pairwiseSum(terms)).toBe(expected)
})
