import { setBackend } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { parseCollected } from '../../src/counts/callgrind.ts'
import { COUNTED_PROGRAMS } from '../../src/counts/counted-programs.ts'
import { countsBench } from '../../src/counts/counts-bench.ts'
import { plainReport } from '../../src/report/report.ts'
import { exampleResult } from '../epoch/example-result.ts'

describe('parseCollected', () => {
  it('finds the count of callgrind', () => {
    const text = '==7== Events    : Ir\n==7== Collected : 183676536\n==7== \n'
    expect(parseCollected(text)).toBe(183676536)
  })

  it('says what is missing', () => {
    expect(() => parseCollected('==7== no\n')).toThrow(/expected a line "Collected"/)
  })
})

it.each(Object.keys(COUNTED_PROGRAMS))('%s can take turn after turn', (name) => {
  setBackend('reference')
  const turn = COUNTED_PROGRAMS[name]!()
  for (let i = 0; i < 3; i++) turn()
})

describe('the report of counts', () => {
  const result = { bench: 'counts', format: 1, conditions: exampleResult.conditions } as const
  const counts = [
    { name: 'a', here: 1000, there: 1200 },
    { name: 'b', here: 1000, there: 1005 },
    { name: 'c', here: 1000, there: 900 },
  ]

  it('tells which revision takes fewer, beyond noise', () => {
    const text = plainReport(countsBench.report({ ...result, revision: 'def5678', counts }))
    expect(text).toMatch(/^a +1000 +1200 +1\.20 +fewer$/m)
    expect(text).toMatch(/^b +1000 +1005 +1\.00 +the same$/m)
    expect(text).toMatch(/^c +1000 +900 +0\.900 +more$/m)
  })

  it('tells counts alone where there is no revision', () => {
    const text = plainReport(countsBench.report({ ...result, counts: [{ name: 'a', here: 7 }] }))
    expect(text).toMatch(/^a +7$/m)
  })
})
