import { expect, it } from 'vitest'
import { logLines } from '../../src/screens/train/log-lines'
import type { LogEntry } from '../../src/state/view-state'
import { charsets } from '../../src/text/charset'
import { plainText } from '../../src/text/span'

const log: LogEntry[] = [
  { kind: 'info', text: 'loading MNIST' },
  { kind: 'warn', text: 'runs/a cannot be written: the disk is full' },
  { kind: 'good', text: 'completed after 0:08: 96.12% right' },
]
const textOf = (width: number, height: number) =>
  logLines(log, { width, height }, charsets.ascii).map((line) => plainText(line).trimEnd())

it('the log tells warnings to their end, and cuts other messages', () => {
  expect(textOf(24, 9)).toEqual([
    'log',
    '| loading MNIST',
    '! runs/a cannot be',
    '  written: the disk is',
    '  full',
    '* completed after 0:08:',
  ])
})

it('the log ends with the latest lines, whatever room there is', () => {
  const all = textOf(24, 9)
  for (let height = 2; height < 7; height++)
    expect(textOf(24, height)).toEqual(['log', ...all.slice(1).slice(1 - height)])
  expect(textOf(24, 1)).toEqual(['log'])
  expect(textOf(24, 0)).toEqual([])
})
