import { describe, expect, it } from 'vitest'
import { captureConsole } from '../../src/sinks/capture-console'

describe('captureConsole', () => {
  it('takes what is printed, a line at a time, until it is released', () => {
    const before = [console.log, process.listeners('warning')]
    const lines: string[] = []
    const release = captureConsole((line) => lines.push(line))
    console.log('%d files\nread', 2)
    console.error(new Error('oh').message)
    process.emit('warning', new Error('old call'))
    release()
    expect(lines).toEqual(['2 files', 'read', 'oh', 'old call'])
    expect([console.log, process.listeners('warning')]).toEqual(before)
  })
})
