import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import { expect, it } from 'vitest'
import * as metrics from '../src/index'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The first block of the README in a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(readme)
  if (found === null) throw new Error(`README.md has no block of ${language}`)
  return found[1]
}

it('the example prints what the README says', () => {
  const printed: unknown[][] = []
  const body = block('js').replace(/import (.*) from '@handwritten\/metrics'/, 'const $1 = metrics')
  new Function('metrics', 'console', body)(metrics, {
    log: (...items: unknown[]) => printed.push(items),
  })
  expect(`${printed.map((items) => format(...items)).join('\n')}\n`).toBe(block('text'))
})

it('names everything that is exported', () => {
  for (const name of Object.keys(metrics)) expect(readme).toContain(`\`${name}`)
})
