import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import { expect, it } from 'vitest'
import * as library from '../src/index'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The first block of the README in a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(readme)
  if (found === null) throw new Error(`README.md has no block of ${language}`)
  return found[1]
}

it('the example prints what the README says', () => {
  const printed: unknown[][] = []
  const body = block('js').replace(
    /import (\{[^}]*\}) from '@handwritten\/tensor'/,
    'const $1 = library',
  )
  new Function('library', 'console', body)(library, {
    log: (...items: unknown[]) => printed.push(items),
  })
  expect(`${printed.map((items) => format(...items)).join('\n')}\n`).toBe(block('text'))
})

it('names everything that is exported', () => {
  const missing = Object.keys(library).filter((name) => !readme.includes(`\`${name}`))
  expect(missing).toEqual([])
})
