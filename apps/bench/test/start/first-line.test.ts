import { describe, expect, it } from 'vitest'
import { secondsToFirstLine } from '../../src/start/first-line.ts'

describe('secondsToFirstLine', () => {
  it('ends a program that would go on', async () => {
    const endless = 'console.log("ready"); setInterval(() => {}, 1000)'
    expect(await secondsToFirstLine('endless', '--eval', [endless])).toBeGreaterThan(0)
  })

  it('throws what a program complains of when it says nothing else', async () => {
    await expect(
      secondsToFirstLine('mute', '--eval', ['console.error("no data")']),
    ).rejects.toThrow('mute: ended without a line: no data')
  })
})
