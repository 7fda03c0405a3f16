import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { deleteRun, renameRun } from '../../src/runs/edit-runs'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()

function savedRun(name: string, ...others: string[]): string {
  mkdirSync(join(folder, name))
  for (const file of ['log.jsonl', 'checkpoint.safetensors', ...others])
    writeFileSync(join(folder, name, file), '')
  return join(folder, name, 'log.jsonl')
}

it('deletes log, checkpoint and folder of a saved run', async () => {
  expect(await deleteRun(savedRun('whole'))).toMatchObject({ isDone: true })
  expect(existsSync(join(folder, 'whole'))).toBe(false)
})

it('deletes no file that is not of the run', async () => {
  expect(await deleteRun(savedRun('mixed', 'notes.txt'))).toMatchObject({ isDone: true })
  expect(readdirSync(join(folder, 'mixed'))).toEqual(['notes.txt'])
})

it('deletes a log that stands alone', async () => {
  const log = join(folder, 'alone.jsonl')
  writeFileSync(log, '')
  expect(await deleteRun(log)).toEqual({ isDone: true, text: `deleted ${log}` })
  expect((await deleteRun(log)).text).toContain('cannot be deleted: ')
})

it('renames the folder of a saved run, or a log', async () => {
  expect(await renameRun(savedRun('old'), 'new')).toMatchObject({ isDone: true })
  expect(readdirSync(join(folder, 'new')).sort()).toEqual(['checkpoint.safetensors', 'log.jsonl'])
  const log = join(folder, 'one.jsonl')
  writeFileSync(log, '')
  expect(await renameRun(log, 'two')).toMatchObject({ isDone: true })
  expect(existsSync(join(folder, 'two.jsonl'))).toBe(true)
})

it('renames nothing to a path, a hidden name or an existing one', async () => {
  const log = savedRun('source')
  for (const name of ['a/b', '../up', '.hidden', '..'])
    expect((await renameRun(log, name)).text).toContain('invalid name')
  expect((await renameRun(log, 'new')).text).toContain('exists already')
  expect(existsSync(log)).toBe(true)
})
