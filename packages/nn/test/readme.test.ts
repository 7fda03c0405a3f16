import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import * as tensors from '@handwritten/tensor'
import { expect, it } from 'vitest'
import * as nn from '../src/index'

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
  const body = block('js')
    .replace(/import (.*) from '@handwritten\/nn'/, 'const $1 = nn')
    .replace(/import (.*) from '@handwritten\/tensor'/, 'const $1 = tensors')
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor
  await new AsyncFunction('nn', 'tensors', 'console', body)(nn, tensors, { log })
  expect(`${printed.join('\n')}\n`).toBe(block('text'))
})

it('names everything that is exported', () => {
  expect(Object.keys(nn).filter((name) => !readme.includes(`\`${name}`))).toEqual([])
})
