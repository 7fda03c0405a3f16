import type { Loader } from '@handwritten/nn'
import { describe, expect, it } from 'vitest'
import { firstBatches, firstRows } from '../../src/own/first-batches.ts'

/** Ten samples in batches of four; only rows are asked for. */
const loader: Loader = {
  size: 10,
  length: 3,
  rows: () => [Int32Array.of(3, 1, 4, 2), Int32Array.of(5, 9, 0, 6), Int32Array.of(7, 8)],
  batch: () => {
    throw new Error('not asked for')
  },
}

function rowsOf(loader: Loader): number[][] {
  return [...loader.rows()].map((rows) => [...rows])
}

describe('firstBatches', () => {
  it('ends the epoch after some batches', () => {
    const part = firstBatches(loader, 4, 2)
    expect(rowsOf(part)).toEqual([
      [3, 1, 4, 2],
      [5, 9, 0, 6],
    ])
    expect([part.size, part.length]).toEqual([8, 2])
  })

  it('is the whole epoch, its short batch too, when there are no more', () => {
    const whole = firstBatches(loader, 4, 99)
    expect(rowsOf(whole)).toEqual(rowsOf(loader))
    expect([whole.size, whole.length]).toEqual([10, 3])
  })

  it('gives the next epoch each time it is asked', () => {
    const part = firstBatches(loader, 4, 1)
    expect(rowsOf(part)).toEqual(rowsOf(part))
  })
})

describe('firstRows', () => {
  it('is one batch of the first samples in their order', () => {
    const part = firstRows(loader, 3)
    expect(rowsOf(part)).toEqual([[0, 1, 2]])
    expect([part.size, part.length]).toEqual([3, 1])
  })
})
