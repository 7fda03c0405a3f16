import { describe, expect, it } from 'vitest'
import { hasMarkers, writeBetweenMarkers } from '../../src/report/markers.ts'

const MARKED =
  'before\n<!-- figures: written by `pnpm bench readme`, begin -->\nold\n<!-- figures: end -->\nafter\n'

describe('writeBetweenMarkers', () => {
  it('replaces what lies between the markers and nothing else', () => {
    const once = writeBetweenMarkers(MARKED, 'new', 'README.md')
    expect(once).toBe(MARKED.replace('old', 'new'))
    expect(writeBetweenMarkers(once, 'new', 'README.md')).toBe(once)
  })

  it('refuses a text without its place', () => {
    expect(hasMarkers('# Title')).toBe(false)
    expect(() => writeBetweenMarkers('# Title', 'new', 'README.md')).toThrow(
      'README.md: expected the lines',
    )
  })
})
