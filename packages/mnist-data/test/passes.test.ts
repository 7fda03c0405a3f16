import { fromTypedArray } from '@handwritten/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noise } from '../src/augment/noise'
import { DataLoader, type DataLoaderOptions } from '../src/loader/data-loader'
import { prefetch } from '../src/loader/prefetch'
import { normalize } from '../src/transform/normalize'
import { compose } from '../src/transform/pipeline'
import { numberedDataset } from './support/numbered-dataset'

const set = numberedDataset(23)
const options: DataLoaderOptions = { batchSize: 4, shuffle: true, seed: 5 }
const augmenting = { ...options, transform: compose(noise({ std: 20 }), normalize()) }
const all = Array.from({ length: 23 }, (_, row) => row)
const sorted = (batches: readonly Int32Array[]) =>
  batches.flatMap((rows) => [...rows]).sort((a, b) => a - b)

describe('passes over one DataLoader', () => {
  it('serve every image once each, in whatever order they are read', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 40 }), fc.boolean(), (turns, shuffle) => {
        const loader = new DataLoader(set, { ...options, shuffle })
        const passes = [loader.rows(), loader.rows(), loader.cursor().rows(), loader.rows()]
        const served: Int32Array[][] = passes.map(() => [])
        for (const turn of turns) {
          const next = passes[turn].next()
          if (!next.done) served[turn].push(next.value)
        }
        passes.forEach((pass, place) => {
          served[place].push(...pass)
        })
        for (const rows of served) expect(sorted(rows)).toEqual(all)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['plain', options],
    ['augmented', augmenting],
  ])('have states of their own, from which their batches follow: %s', (_, made) => {
    const loader = new DataLoader(set, made)
    const [first, second] = [loader[Symbol.iterator](), loader[Symbol.iterator]()]
    for (const pass of [first, second, first]) pass.next()
    const states = [first.stateDict(), second.stateDict()]
    expect(states.map(({ batch }) => batch)).toEqual([2, 1])
    for (const [place, pass] of [first, second].entries()) {
      const resumed = new DataLoader(set, { ...made, seed: 77 })
      resumed.loadStateDict(JSON.parse(JSON.stringify(states[place])))
      const values = (batches: Iterable<{ inputs: { toTypedArray(): unknown } }>) =>
        Array.from(batches, ({ inputs }) => inputs.toTypedArray())
      expect(values(resumed)).toEqual(values(pass))
    }
  })

  it.each([
    ['plain', options],
    ['augmented', augmenting],
  ])('do not disturb a cursor, whose epochs are those of the loader alone: %s', (_, made) => {
    const batchesOf = (loader: DataLoader, disturb: () => void) => {
      const cursor = loader.cursor()
      return [0, 1, 2].flatMap(() => {
        disturb()
        return Array.from(cursor.rows(), (rows) => {
          const { inputs } = loader.batch(fromTypedArray(rows))
          disturb()
          return inputs.toTypedArray()
        })
      })
    }
    const alone = batchesOf(new DataLoader(set, made), () => {})
    const read = new DataLoader(set, made)
    let turn = 0
    const found = batchesOf(read, () => {
      const pass = read.rows()
      for (let batch = 0; batch < turn % 8; batch++) pass.next()
      if (turn++ % 2) pass.return?.()
    })
    expect(found).toEqual(alone)
    const epochs = new DataLoader(set, made)
    expect(
      [0, 1, 2].flatMap(() => Array.from(epochs, ({ inputs }) => inputs.toTypedArray())),
    ).toEqual(alone)
  })

  it('keep the state of a prefetched reader apart from other readers of the loader', async () => {
    const loader = new DataLoader(set, options)
    const whole = Array.from(new DataLoader(set, options), ({ labels }) => labels.toArray())
    const reader = prefetch(loader, { depth: 2 })[Symbol.asyncIterator]()
    await reader.next()
    for (const _ of loader.rows());
    await reader.next()
    const resumed = new DataLoader(set, options)
    resumed.loadStateDict(reader.stateDict())
    await reader.return(undefined)
    expect(Array.from(resumed, ({ labels }) => labels.toArray())).toEqual(whole.slice(2))
  })
})

/** Three parts of each batch, of which a process needs some. */
const partsOf = (needed: readonly number[]) => ({
  count: 3,
  own: (rows: number) =>
    needed.map((index) => ({
      index,
      begin: Math.floor((index * rows) / 3),
      end: Math.floor(((index + 1) * rows) / 3),
    })),
})

describe('a pass in parts', () => {
  /** The images of each batch of an epoch, and the place after it. */
  const epoch = (needed: readonly number[]) => {
    const loader = new DataLoader(set, augmenting)
    const pass = loader.cursor().rows(partsOf(needed))
    const batches = []
    for (const rows of pass) {
      const images = loader.batch(fromTypedArray(rows)).inputs.toArray() as number[][]
      batches.push({ rows: [...rows], images, state: pass.stateDict() })
    }
    return batches
  }

  it('augments the parts that a process needs as any process does, and goes to the same place', () => {
    const whole = epoch([0, 1, 2])
    for (const needed of [[0], [2], [1, 2]]) {
      epoch(needed).forEach(({ rows, images, state }, batch) => {
        expect(rows).toEqual(whole[batch].rows)
        for (const { begin, end } of partsOf(needed).own(rows.length)) {
          expect(images.slice(begin, end)).toEqual(whole[batch].images.slice(begin, end))
        }
        if (batch === 0) expect(images).not.toEqual(whole[batch].images)
        expect(state).toEqual(whole[batch].state)
      })
    }
  })

  it('goes on within an epoch from the state of another process', () => {
    const whole = epoch([0, 1, 2])
    const loader = new DataLoader(set, augmenting)
    const cursor = loader.cursor()
    cursor.loadStateDict(epoch([1])[2].state)
    const [rows] = cursor.rows(partsOf([0, 1, 2]))
    expect([...rows]).toEqual(whole[3].rows)
    expect(loader.batch(fromTypedArray(rows)).inputs.toArray()).toEqual(whole[3].images)
  })
})
