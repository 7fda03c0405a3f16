import { describe, expect, it } from 'vitest'
import { parseProcessorTime, stolenShare } from '../../src/conditions/processor-time.ts'

const STAT = 'cpu  100 0 50 800 10 5 5 30 7 0\ncpu0 50 0 25 400 5 2 3 15 7 0\nintr 1\n'

describe('processor time', () => {
  it('is read from the line of all processors, guests not counted twice', () => {
    expect(parseProcessorTime(STAT)).toEqual({ total: 1000, stolen: 30 })
  })

  it('is undefined where the system tells less', () => {
    expect(parseProcessorTime('')).toBeUndefined()
    expect(parseProcessorTime('cpu  1 2 3\n')).toBeUndefined()
  })

  it('gives the share that was stolen between two readings', () => {
    expect(stolenShare({ total: 1000, stolen: 30 }, { total: 2000, stolen: 130 })).toBe(0.1)
    expect(stolenShare({ total: 5, stolen: 1 }, { total: 5, stolen: 1 })).toBe(0)
  })
})
