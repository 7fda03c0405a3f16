import { describe, expect, it } from 'vitest'
import { isAllowed, reasonFaults, writtenReasons } from '../dependencies.mjs'

describe('isAllowed', () => {
  it.each(['MIT', '(MIT OR CC0-1.0)', 'GPL-3.0 OR MIT', 'MIT AND ISC'])('allows %s', (licence) => {
    expect(isAllowed(licence)).toBe(true)
  })
  it.each(['GPL-3.0', 'MIT AND GPL-3.0', 'none', 'UNLICENSED', 'SEE LICENSE IN x'])(
    'refuses %s',
    (licence) => {
      expect(isAllowed(licence)).toBe(false)
    },
  )
})

describe('reasonFaults', () => {
  const reasons = writtenReasons('| `a` | draws |\n| `b` | |\n| `c` | reads |\n')

  it('names what lacks a reason and what is no longer used', () => {
    expect(reasonFaults(['a', 'b', 'd'], reasons)).toEqual([
      'b has no reason in docs/dependencies.md',
      'd has no reason in docs/dependencies.md',
      'docs/dependencies.md names c, which nothing depends on',
    ])
    expect(reasonFaults(['a'], new Map([['a', 'draws']]))).toEqual([])
  })
})
