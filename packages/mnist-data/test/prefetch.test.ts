import { describe, expect, it } from 'vitest'
import { ValueError } from '../src/errors'
import { DataLoader } from '../src/loader/data-loader'
import { prefetch } from '../src/loader/prefetch'
import { numberedDataset } from './support/numbered-dataset'

/** Counts to `length`, and remembers how far it has gone and whether it was closed. */
class Counter {
  made = 0
  closed = false
  readonly length: number

  constructor(length: number) {
    this.length = length
  }

  stateDict(): number {
    return this.made
  }

  *[Symbol.iterator](): IterableIterator<number> {
    try {
      while (this.made < this.length) yield ++this.made
    } finally {
      this.closed = true
    }
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

describe('prefetch', () => {
  it('gives every item in order', async () => {
    for (const depth of [1, 2, 9]) {
      const items: number[] = []
      for await (const item of prefetch(new Counter(5), { depth })) items.push(item)
      expect(items).toEqual([1, 2, 3, 4, 5])
    }
  })

  it('makes `depth` items while its reader awaits, and no more', async () => {
    const source = new Counter(50)
    for await (const item of prefetch(source, { depth: 3 })) {
      await pause()
      expect(source.made).toBe(Math.min(item + 3, 50))
    }
  })

  it('closes its source when the reader stops early', async () => {
    const source = new Counter(50)
    for await (const item of prefetch(source)) if (item === 4) break
    expect(source.closed).toBe(true)
  })

  it('passes an error of its source to the reader', async () => {
    const source = {
      stateDict: () => 0,
      *[Symbol.iterator]() {
        yield 1
        throw new Error('torn page')
      },
    }
    const read = async () => {
      for await (const item of prefetch(source, { depth: 4 })) expect(item).toBe(1)
    }
    await expect(read()).rejects.toThrow('torn page')
  })

  it('states the place of its reader, from which a loader goes on exactly', async () => {
    const make = () => new DataLoader(numberedDataset(20), { batchSize: 3, shuffle: true, seed: 8 })
    const whole = Array.from(make(), ({ labels }) => labels.toArray())
    const ahead = prefetch(make(), { depth: 3 })
    let taken = 0
    for await (const _ of ahead) if (++taken === 2) break
    const resumed = make()
    resumed.loadStateDict(ahead.stateDict())
    expect(Array.from(resumed, ({ labels }) => labels.toArray())).toEqual(whole.slice(2))
  })

  it('refuses a depth below 1', () => {
    expect(() => prefetch(new Counter(1), { depth: 0 })).toThrow(ValueError)
  })
})
