import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseEpochResult } from '../../src/epoch/epoch-result.ts'
import { readmeSection } from '../../src/epoch/readme-section.ts'
import { hasMarkers, writeBetweenMarkers } from '../../src/report/markers.ts'
import { exampleResult } from './example-result.ts'

const ROOM = new URL('../../', import.meta.url)
describe('readmeSection', () => {
  it('says on what and when it was measured, and leaves out who does not count', () => {
    const section = readmeSection(exampleResult)
    expect(section).toMatch(
      /^\| handwritten +\| wasm backend +\| 2\.00 s \(1\.96 to 2\.04\) +\| 1\.00 +\|$/m,
    )
    expect(section).toContain('Example CPU, 2 cores, Node v26.10.0, 2026-11-23, revision abc1234.')
    expect(section).not.toContain('Other rate')
  })
})

describe('the READMEs', () => {
  const stored = readFileSync(new URL('results/epoch.json', ROOM), 'utf8')
  const result = parseEpochResult(stored, 'results/epoch.json')
  const section = readmeSection(result)

  it.each(['README.md', '../../README.md'])(
    '%s shows the stored result where it shows figures',
    (path) => {
      const file = new URL(path, ROOM)
      const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
      if (hasMarkers(text)) expect(text).toBe(writeBetweenMarkers(text, section, path))
      else expect(path).toBe('../../README.md')
    },
  )
})
