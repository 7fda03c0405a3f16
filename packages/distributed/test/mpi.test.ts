import { describe, expect, it } from 'vitest'
import { koffi } from '../src/foreign/koffi'
import { nodeFfi } from '../src/foreign/node-ffi'
import { launch, objectsOf, patience, testLauncher } from './support/launch'

const bindings = [nodeFfi(), await koffi()].flatMap((binding) => binding?.name ?? [])
const families = ['Open MPI', 'MPICH'] as const
/** Arrays that `sums.mjs` sums. */
const arrays = 14
const launchers = families.map((family) => testLauncher(family))

describe.each(families)('%s', { timeout: 2 * patience }, (family) => {
  const launcher = launchers[families.indexOf(family)]
  const start = (ranks: number, program: string, environment = {}) =>
    launch(launcher!, ranks, program, environment)

  describe.skipIf(launcher === undefined)('is installed, and', () => {
    it.each(bindings)('sums in the fixed tree through %s', async (binding) => {
      for (const size of [2, 3]) {
        const run = await start(size, 'sums.mjs', { HANDWRITTEN_MPI_BINDING: binding })
        const results = objectsOf<{ rank: number; library: string; equal: number }>(run)
        expect(results.map(({ rank }) => rank).sort()).toEqual([0, 1, 2].slice(0, size))
        for (const { library, equal } of results) {
          expect(library).toMatch(new RegExp(`^${family} v?\\d.* through ${binding}`))
          expect(equal).toBe(arrays)
        }
        expect(run.code).toBe(0)
        expect(run.stderr).not.toMatch(/warning/i)
      }
    })

    it('needs no library for a single rank', async () => {
      const run = await start(1, 'sums.mjs', { HANDWRITTEN_MPI_LIBRARY: '/nowhere/libmpi.so' })
      expect(objectsOf(run)).toEqual([{ rank: 0, size: 1, library: null, equal: arrays }])
    })

    it('reports arrays of different lengths and types on every rank, and goes on', async () => {
      const run = await start(2, 'sizes.mjs')
      for (const { messages, sum } of objectsOf<{ messages: string[]; sum: number }>(run)) {
        expect(messages[0]).toMatch(/^SizeError: .* found lengths from 3 to 4/)
        expect(messages[1]).toMatch(/^SizeError: .* found float32 and float64/)
        expect(sum).toBe(2)
      }
    })

    it('ends every rank when one aborts, with its exit code', async () => {
      const run = await start(3, 'abort.mjs')
      expect(run.stdout).not.toContain('went on')
      expect(run.code).toBe(7)
    })

    it('names the missing library', async () => {
      const run = await start(2, 'error.mjs', { HANDWRITTEN_MPI_LIBRARY: '/nowhere/libmpi.so' })
      for (const { name, message } of objectsOf<{ name: string; message: string }>(run)) {
        expect(name).toBe('LibraryError')
        expect(message).toContain('/nowhere/libmpi.so')
      }
    })

    it('connects in a worker thread', async () => {
      expect(objectsOf(await start(2, 'worker.mjs'))).toEqual([{ sum: 3 }, { sum: 3 }])
    })
  })
})

describe('two implementations at once', { timeout: 4 * patience }, () => {
  const libraries = ['libmpich.so.12', 'libmpi.so.40']

  it.skipIf(launchers.includes(undefined))('are reported with both names', async () => {
    for (const [i, launcher] of launchers.entries()) {
      const environment = { HANDWRITTEN_MPI_LIBRARY: libraries[i] }
      const run = await launch(launcher!, 2, 'error.mjs', environment)
      for (const { name, message } of objectsOf<{ name: string; message: string }>(run)) {
        expect(name).toBe('AbiError')
        for (const family of families) expect(message).toContain(family)
      }
    }
  })
})
