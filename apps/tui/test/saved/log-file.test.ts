import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LogFile } from '../../src/saved/log-file'
import { wholeRun } from '../support/events'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const path = join(folder, 'log.jsonl')

const types = (): string[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (line.endsWith('}') ? JSON.parse(line).type : line))

describe('LogFile', () => {
  it('holds the start, the epochs and the end, added to what is there', () => {
    const run = ['start', 'epoch', 'epoch', 'epoch', 'end']
    for (let runs = 1; runs <= 2; runs++) {
      const log = new LogFile(path)
      for (const event of wholeRun) log.take(event)
      log.close()
      expect(log.problem).toBeNull()
      expect(types()).toEqual(runs === 1 ? run : [...run, ...run])
    }
  })

  it('begins a line of its own after a half one', () => {
    writeFileSync(path, '{"type":"epo')
    const log = new LogFile(path)
    log.take(wholeRun.at(-1)!)
    log.close()
    expect(types()).toEqual(['{"type":"epo', 'end'])
  })

  it('tells at once where it cannot be written', () => {
    expect(() => new LogFile(folder)).toThrow(/^the log .* cannot be written: it is a folder$/)
    expect(() => new LogFile(join(folder, 'no', 'log'))).toThrow('there is no such file or folder')
  })

  it('tells what is missing once the disk is full', () => {
    const log = new LogFile('/dev/full')
    for (const event of wholeRun) log.take(event)
    log.close()
    expect(log.problem).toBe('the log /dev/full is not complete: the disk is full')
  })
})
