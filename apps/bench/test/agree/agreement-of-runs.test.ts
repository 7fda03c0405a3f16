import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRuns } from '../../src/agree/agreement-of-runs.ts'
import { namedRatios } from '../../src/agree/named-ratios.ts'
import { ratio } from '../../src/harness/ratio.ts'
import { exampleResult, subject } from '../epoch/example-result.ts'

/** A ratio of `median` whose rounds are spread by `spread` on both sides. */
function told(median: number, spread: number, name = 'peer') {
  const theirs = [-1, -0.5, 0, 0.5, 1].map((side) => median * (1 + side * spread))
  return { name, setting: '1 thread', ratio: ratio(theirs, [1, 1, 1, 1, 1]) }
}

const verdict = (first: ReturnType<typeof told>, second: ReturnType<typeof told>) =>
  compareRuns([first], [second]).pairs[0]!.verdict

describe('compareRuns', () => {
  it('finds ratios within 15% the same, whatever their noise', () => {
    expect(verdict(told(2, 0.01), told(2.29, 0.01))).toBe('same')
    expect(verdict(told(2.29, 0.3), told(2, 0.3))).toBe('same')
  })

  it('finds those further apart different where both runs were quiet', () => {
    expect(verdict(told(2, 0.01), told(2.31, 0.01))).toBe('differs')
    expect(verdict(told(2.31, 0.01), told(2, 0.01))).toBe('differs')
  })

  it('does not tell where the rounds of one run were already further apart', () => {
    expect(verdict(told(2, 0.3), told(4, 0.01))).toBe('too noisy')
    expect(verdict(told(2, 0.01), told(4, 0.3))).toBe('too noisy')
  })

  it('does not depend on which run was first', () => {
    const ratios = fc.tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.constantFrom(0, 0.4))
    fc.assert(
      fc.property(ratios, ratios, ([a, noiseA], [b, noiseB]) => {
        const [one, other] = [told(a, noiseA), told(b, noiseB)]
        expect(verdict(one, other)).toBe(verdict(other, one))
      }),
    )
  })

  it('names what only one run tells', () => {
    const { pairs, unpaired } = compareRuns(
      [told(1, 0, 'a'), told(1, 0, 'b')],
      [told(1, 0, 'b'), told(1, 0, 'c')],
    )
    expect(pairs.map(({ name }) => name)).toEqual(['b'])
    expect(unpaired).toEqual(['a', 'c'])
  })
})

describe('two runs of an epoch', () => {
  const again = (seconds: number) => ({
    ...exampleResult,
    subjects: [...exampleResult.subjects.slice(0, 3), subject('NumPy float32', seconds)],
  })
  const compared = (first: object, second: object) =>
    compareRuns(
      namedRatios(first as typeof exampleResult, 'a.json'),
      namedRatios(second as typeof exampleResult, 'b.json'),
    ).pairs.find(({ name }) => name === 'epoch, NumPy float32')!

  it('agree with themselves, and differ where a peer took another time beside ours', () => {
    expect(compared(again(0.5), again(0.5))).toMatchObject({ apart: 0, verdict: 'same' })
    expect(compared(again(0.5), again(0.7)).verdict).toBe('differs')
  })

  it('agree where a whole machine was slower', () => {
    const half = ({ subjects, ...rest }: typeof exampleResult) => ({
      ...rest,
      subjects: subjects.map((one) => ({ ...one, seconds: one.seconds.map((s) => 2 * s) })),
    })
    expect(compared(again(0.5), half(again(0.5))).apart).toBeCloseTo(0, 10)
  })

  it('leave out whoever computed something else', () => {
    const names = namedRatios(exampleResult, 'a.json').map(({ name }) => name)
    expect(names).toEqual(['epoch, NumPy float64', 'epoch, NumPy float32'])
  })
})

it('refuses the result of a bench that tells no ratios', () => {
  expect(() => namedRatios({ bench: 'memory', format: 1 }, 'm.json')).toThrow(
    'm.json: expected a result of epoch, networks or step, which tell ratios, found one of memory',
  )
})
