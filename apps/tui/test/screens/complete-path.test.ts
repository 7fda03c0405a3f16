import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { completePath } from '../../src/screens/draw/complete-path'
import { temporaryFolder } from '../support/temporary-folder'

it('completes a path as far as it is unique', async () => {
  const folder = temporaryFolder()
  for (const name of ['seven.png', 'seventy.png', 'two.png', '.hidden'])
    writeFileSync(join(folder, name), '')
  mkdirSync(join(folder, 'pictures'))
  const complete = (start: string) => completePath(join(folder, start))
  expect(await complete('tw')).toBe(join(folder, 'two.png'))
  expect(await complete('se')).toBe(join(folder, 'seven'))
  expect(await complete('seven.')).toBe(join(folder, 'seven.png'))
  expect(await complete('pic')).toBe(join(folder, 'pictures/'))
  expect(await complete('nothing')).toBe(join(folder, 'nothing'))
  expect(await completePath(`${folder}/`)).toBe(`${folder}/`)
  expect(await completePath('/nowhere/at/all')).toBe('/nowhere/at/all')
})
