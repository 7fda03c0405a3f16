import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import { expect, it } from 'vitest'
import * as data from '../src'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The first block of the README in a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(readme)
  if (found === null) throw new Error(`README.md has no block of ${language}`)
  return found[1]
}

it('the example prints what the README says', async () => {
  const printed: string[] = []
  const log = (...items: unknown[]) => printed.push(format(...items))
  const body = block('js').replace(
    /import ([^']*) from '@handwritten\/mnist-data'/,
    'const $1 = data',
  )
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor
  await new AsyncFunction('data', 'console', body)(data, { log })
  expect(`${printed.join('\n')}\n`).toBe(block('text'))
})

it('names everything that is exported', () => {
  expect(Object.keys(data).filter((name) => !readme.includes(`\`${name}`))).toEqual([])
})
