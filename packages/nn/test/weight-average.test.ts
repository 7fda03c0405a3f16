import { describe, expect, it } from 'vitest'
import { StateError, WeightAverage } from '../src/index'
import { expectClose, float64 } from './support/golden'

describe('a running mean of weights', () => {
  it('forgets a thousandth at each update unless told otherwise', () => {
    const parameter = float64([1], true)
    const average = new WeightAverage([parameter])
    parameter.data[0] = 2
    average.update()
    expectClose(average.averages[0], [1.001])
  })

  it('has a short memory at first when asked: it keeps (1 + n) / (10 + n), up to its decay', () => {
    const parameter = float64([0], true)
    const average = new WeightAverage([parameter], { decay: 0.2, warmUp: true })
    parameter.data[0] = 1
    average.update()
    expectClose(average.averages[0], [9 / 11])
    average.update()
    expectClose(average.averages[0], [1 - (2 / 11) * 0.2])
  })

  it('is saved and goes on as if it had not been', () => {
    const parameter = float64([0], true)
    const make = () => new WeightAverage([parameter], { decay: 0.9, warmUp: true })
    const first = make()
    parameter.data[0] = 1
    first.update()
    const second = make()
    second.loadStateDict(first.stateDict())
    for (const average of [first, second]) average.update()
    expect(second.averages[0].toArray()).toEqual(first.averages[0].toArray())
    expect(Object.keys(second.stateDict())).toEqual(['0', 'count'])
  })

  it('refuses a state that is not its own', () => {
    const average = new WeightAverage([float64([1, 2], true)])
    expect(() => average.loadStateDict({})).toThrow(
      new StateError('WeightAverage: 0 must have shape [2], found nothing'),
    )
    const [one, other] = [[[1, 2]], [[1], [2]]].map(
      (values) => new WeightAverage([float64(values)]),
    )
    expect(() => one.loadStateDict(other.stateDict())).toThrow(
      new StateError('WeightAverage: 0 must have shape [1, 2], found shape [2, 1]'),
    )
    const longer = new WeightAverage([float64([1, 2, 3], true)]).stateDict()
    expect(() => average.loadStateDict(longer)).toThrow(
      new StateError('WeightAverage: 0 must have shape [2], found shape [3]'),
    )
  })
})
