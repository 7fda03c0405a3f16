import type { Ranks } from '@handwritten/nn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { broadcast, gatherTexts } from '../../src/ranks/broadcast'

/** What every rank of a group computes by `work`, where what a rank sums depends on earlier ranks alone. */
function onRanks<Result>(size: number, work: (ranks: Ranks) => Result): Result[] {
  const sums: (Float32Array | Float64Array)[] = []
  return Array.from({ length: size }, (_, rank) => {
    let call = 0
    return work({
      ...{ rank, size },
      sum(values) {
        const before = sums[call]
        if (before) values.set(values.map((value, i) => value + before[i]!))
        sums[call++] = values.slice()
      },
    })
  })
}

describe('broadcast', () => {
  it('gives every rank the bytes of rank 0', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.integer({ min: 1, max: 4 }),
        (bytes, size) => {
          const own = (rank: number) => (rank === 0 ? bytes : new Uint8Array())
          const copies = onRanks(size, (ranks) => broadcast(ranks, own(ranks.rank)))
          for (const copy of copies) expect([...copy]).toEqual([...bytes])
        },
      ),
    )
  })
})

describe('gatherTexts', () => {
  it('collects the texts of all ranks in their order', () => {
    const texts = ['1 näme', '22 host', '']
    expect(onRanks(3, (ranks) => gatherTexts(ranks, texts[ranks.rank]!)).at(-1)).toEqual(texts)
  })
})
