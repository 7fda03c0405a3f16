import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { onEachBackend } from './support/backends'
import { difference, type Floats, fits, type GoldenCase } from './support/golden'

/**
 * Both made with NumPy: `tensor.json` is given, `tensor-random.json` is what
 * `python3 scripts/numpy/cases.py 6 1` draws.
 */
function read(name: string): GoldenCase[] {
  const file = new URL(`./fixtures/${name}`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: GoldenCase[] }).cases
}

onEachBackend(() => {
  describe.each<[string, Floats]>([
    ['tensor.json', 'float64'],
    ['tensor.json', 'float32'],
    ['tensor-random.json', 'float64'],
  ])('%s in %s', (file, floats) => {
    const cases = read(file).filter((golden) => fits(golden, floats))
    it.each(cases.map((golden, i) => [i, golden.op, golden] as const))(
      '%i: %s',
      (_, __, golden) => {
        expect(difference(golden, floats)).toBeNull()
      },
    )
  })
})
