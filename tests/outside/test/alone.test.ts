import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { readmeOf } from './support/readme'
import { run } from './support/run'

/** An ES module's imports as a CommonJS module writes them. */
const asCommonJs = (source: string) =>
  source.replace(/^import (\{[^}]*\}) from '([^']+)'/gm, "const $1 = require('$2')")

describe.each(['metrics', 'tensor', 'nn', 'mnist-data', 'distributed'])('%s alone', (name) => {
  const project = join(inject('projects'), name)

  it('does what its README shows, installed as its README says', async () => {
    const readme = await readmeOf(project, name)
    const installed = readme.block('sh').trim().split(' ').slice(2)
    expect(installed).toContain(`@handwritten/${name}`)
    await writeFile(join(project, 'example.mjs'), readme.block('js'))
    expect(await run(project, ['example.mjs'])).toBe(readme.block('text'))
  })

  it('does the same as CommonJS', async () => {
    const readme = await readmeOf(project, name)
    const source = asCommonJs(readme.block('js'))
    await writeFile(join(project, 'example.cjs'), `(async () => {\n${source}\n})()`)
    expect(await run(project, ['example.cjs'])).toBe(readme.block('text'))
  })
})
