import { describe, expect, it } from 'vitest'
import { epochFigures } from '../../src/epoch/epoch-figures.ts'
import { exampleResult, subject } from './example-result.ts'

describe('epochFigures', () => {
  const figures = epochFigures(exampleResult)

  it('scales a part of an epoch to the whole', () => {
    expect(figures.subjects[1]!.epochSeconds.median).toBeCloseTo(2, 12)
    expect(figures.subjects[1]!.samplesPerSecond).toBeCloseTo(30000, 8)
  })

  it('tells ratios against the fastest of ours', () => {
    expect(figures.best?.setting).toBe('wasm backend')
    const medians = figures.subjects.map(({ ratio }) => ratio?.median)
    expect(medians.slice(0, 4)).toEqual([2, 1, 3, 0.5].map((value) => expect.closeTo(value, 12)))
  })

  it('does not count a peer whose losses differ', () => {
    const other = figures.subjects[4]!
    expect(other.agreement?.agrees).toBe(false)
    expect(other.ratio).toBeUndefined()
  })

  it('does not count ours when it is ours that differ', () => {
    const wrong = subject('handwritten', 0.1, { ours: true, losses: Array(5).fill(0.5) })
    const { best, subjects } = epochFigures({
      ...exampleResult,
      subjects: [wrong, ...exampleResult.subjects.slice(2)],
    })
    expect(best).toBeUndefined()
    expect(subjects.map(({ ratio }) => ratio)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('scales a slow subject by its own steps, and compares its early run alone', () => {
    const slow = subject('Slow', 1, { steps: 10, losses: Array(5).fill(2.2) })
    const subjects = [...exampleResult.subjects, slow]
    const found = epochFigures({ ...exampleResult, subjects }).subjects.at(-1)!
    expect(found.epochSeconds.median).toBeCloseTo(93.8, 10)
    expect(found.ratio?.median).toBeCloseTo(46.9, 10)
    expect(found.agreement).toMatchObject({ agrees: true, whole: undefined })
    const wrong = { ...slow, early: { loss: 1.2, lossAfter: 0.67 } }
    const all = epochFigures({ ...exampleResult, subjects: [...exampleResult.subjects, wrong] })
    expect(all.subjects.at(-1)!.ratio).toBeUndefined()
  })

  it('compares nothing where there is no peer', () => {
    const { reference, subjects } = epochFigures({
      ...exampleResult,
      subjects: exampleResult.subjects.slice(0, 2),
    })
    expect(reference).toBeUndefined()
    expect(subjects.map(({ agreement }) => agreement)).toEqual([undefined, undefined])
    expect(subjects[0]!.ratio?.median).toBeCloseTo(2, 12)
  })
})
