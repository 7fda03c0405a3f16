import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import { expect, it } from 'vitest'
import * as library from '../src/index'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** Each program in the README, and the block after it that tells what it prints. */
const examples = Array.from(
  readme.matchAll(/```js\n(.*?)```\n\nprints\n\n```text\n(.*?)```/gs),
  ([, program, output]) => ({ program, output }),
)

it('has no program that does not tell what it prints', () => {
  expect(readme.match(/```js/g)).toHaveLength(examples.length)
  expect(examples.length).toBeGreaterThan(1)
})

it.each(examples)('the example prints what the README says: %#', ({ program, output }) => {
  const printed: unknown[][] = []
  const body = program.replace(
    /import (\{[^}]*\}) from '@handwritten\/tensor'/,
    'const $1 = library',
  )
  new Function('library', 'console', body)(library, {
    log: (...items: unknown[]) => printed.push(items),
  })
  expect(`${printed.map((items) => format(...items)).join('\n')}\n`).toBe(output)
})

it('names everything that is exported', () => {
  const missing = Object.keys(library).filter((name) => !readme.includes(`\`${name}`))
  expect(missing).toEqual([])
})
