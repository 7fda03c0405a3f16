import { expect, it } from 'vitest'
import { installScripts } from '../packages.mjs'

it('finds the scripts that an installation would run', () => {
  const scripts = { build: 'x', postinstall: 'y', prepare: 'z' }
  expect(installScripts({ scripts })).toEqual(['postinstall', 'prepare'])
  expect(installScripts({ scripts: { build: 'x', tarball: 'y' } })).toEqual([])
  expect(installScripts({})).toEqual([])
})
