import { describe, expect, it } from 'vitest'
import { markdownTable, plainTable } from '../../src/report/table.ts'

const table = {
  header: ['a', 'time'],
  rows: [
    ['first', '1'],
    ['x|y', ''],
  ],
}

describe('plainTable', () => {
  it('aligns the columns and leaves nothing behind the last', () => {
    expect(plainTable(table)).toBe('a      time\n-----  ----\nfirst  1\nx|y')
  })
})

describe('markdownTable', () => {
  it('aligns the columns, escapes bars, and rules off the header', () => {
    expect(markdownTable(table).split('\n')).toEqual([
      '| a     | time |',
      '| ----- | ---- |',
      '| first | 1    |',
      '| x\\|y  |      |',
    ])
  })

  it('rules a narrow column off with three dashes', () => {
    expect(markdownTable({ header: ['a'], rows: [['b']] })).toBe('| a   |\n| --- |\n| b   |')
  })
})
