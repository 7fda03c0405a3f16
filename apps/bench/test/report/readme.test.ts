import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { epochFigures } from '../../src/report/epoch-figures.ts'
import { parseEpochResult } from '../../src/report/epoch-result.ts'
import { hasMarkers, readmeSection, writeSection } from '../../src/report/readme.ts'
import { exampleResult } from './example-result.ts'

const ROOM = new URL('../../', import.meta.url)
const MARKED =
  'before\n<!-- figures: written by `pnpm bench readme`, begin -->\nold\n<!-- figures: end -->\nafter\n'

describe('writeSection', () => {
  it('replaces what lies between the markers and nothing else', () => {
    const once = writeSection(MARKED, 'new', 'README.md')
    expect(once).toBe(MARKED.replace('old', 'new'))
    expect(writeSection(once, 'new', 'README.md')).toBe(once)
  })

  it('refuses a text without its place', () => {
    expect(hasMarkers('# Title')).toBe(false)
    expect(() => writeSection('# Title', 'new', 'README.md')).toThrow(
      'README.md: expected the lines',
    )
  })
})

describe('readmeSection', () => {
  it('says on what and when it was measured, and leaves out who does not count', () => {
    const section = readmeSection(exampleResult, epochFigures(exampleResult))
    expect(section).toContain('| handwritten | wasm backend | 2.00 s (1.96 to 2.04) | 1.00 |')
    expect(section).toContain('Example CPU, 2 cores, Node v26.10.0, 2026-11-23, revision abc1234.')
    expect(section).not.toContain('Other rate')
  })
})

describe('the READMEs', () => {
  const stored = readFileSync(new URL('results/epoch.json', ROOM), 'utf8')
  const result = parseEpochResult(stored, 'results/epoch.json')
  const section = readmeSection(result, epochFigures(result))

  it.each(['README.md', '../../README.md'])(
    '%s shows the stored result where it shows figures',
    (path) => {
      const file = new URL(path, ROOM)
      const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
      if (hasMarkers(text)) expect(text).toBe(writeSection(text, section, path))
      else expect(path).toBe('../../README.md')
    },
  )
})
