import { describe, expect, it } from 'vitest'
import { parseEpochResult } from '../../src/epoch/epoch-result.ts'
import { exampleResult } from './example-result.ts'

describe('parseEpochResult', () => {
  it('reads back what was written', () => {
    expect(parseEpochResult(JSON.stringify(exampleResult), 'a.json')).toEqual(exampleResult)
  })

  it.each([
    ['not json', 'a.json: expected JSON, found "not json"'],
    ['{"bench":"kernels","format":1}', 'found bench "kernels" in format 1'],
    ['{"bench":"epoch","format":2}', 'found bench "epoch" in format 2'],
    ['null', 'found bench undefined'],
  ])('refuses %s', (text, message) => {
    expect(() => parseEpochResult(text, 'a.json')).toThrow(message)
  })
})
