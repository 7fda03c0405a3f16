import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { run } from './support/run'

const project = join(inject('projects'), 'together')

it('nothing is connected to unless a download is asked for, and no text becomes code', async () => {
  const args = ['--disallow-code-generation-from-strings', '--disable-proto=throw', 'trapped.mjs']
  expect(JSON.parse(await run(project, args))).toEqual({
    triedByItself: [],
    triedWhenAsked: true,
    error: 'DOWNLOAD',
  })
})

it('no name in a file changes what objects are, or is taken for a path', async () => {
  expect(JSON.parse(await run(project, ['hostile-names.mjs']))).toEqual([])
})
