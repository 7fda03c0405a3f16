import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import * as tensors from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import * as nn from '../src/index'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** A program of the README, and what the README says that it prints, if it does. */
interface Program {
  readonly title: string
  readonly code: string
  readonly printed: string | null
}

/** Blocks of JavaScript under their headings; one without imports goes on from the one before it. */
function programs(): Program[] {
  const found: Program[] = []
  for (const section of readme.split(/^##+ /m)) {
    const title = section.split('\n')[0]
    for (const [, code, printed] of section.matchAll(
      /```js\n(.*?)```(?:\n\n```text\n(.*?)```)?/gs,
    )) {
      const isWhole = code.includes('import ')
      const before = isWhole ? '' : `${found.at(-1)?.code}\n`
      const name = isWhole ? title : `${title}, gone on with`
      found.push({ title: name, code: before + code, printed: printed ?? null })
    }
  }
  return found
}

/** Runs a program and returns what it printed. */
async function run(code: string, scope: Record<string, unknown> = {}): Promise<string> {
  const printed: string[] = []
  const log = (...items: unknown[]) => printed.push(format(...items))
  const body = code
    .replace(/import (\{.*?\}) from '@handwritten\/nn'/s, 'const $1 = nn')
    .replace(/import (\{.*?\}) from '@handwritten\/tensor'/s, 'const $1 = tensors')
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor
  const names = { nn, tensors, console: { log }, ...scope }
  await new AsyncFunction(...Object.keys(names), `{${body}}`)(...Object.values(names))
  return `${printed.join('\n')}\n`
}

describe('the programs of the README', () => {
  it.each(programs())('$title', async ({ code, printed }) => {
    if (printed !== null) expect(await run(code)).toBe(printed)
    else await run(code, nn)
  })

  it('are the exclusive or, that by hand, a spiral, and a curve with a layer and a loss of one’s own', () => {
    expect(programs().map(({ title }) => title)).toEqual([
      'Example',
      'Example, gone on with',
      'A spiral',
      'A layer and a loss of your own',
    ])
  })

  it('have a layer and a loss in under 20 lines each', () => {
    const classes = [...readme.matchAll(/^class (\w+) extends \w+ \{\n(?:(?: .*)?\n)*?\}$/gm)]
    expect(classes.map(([, name]) => name)).toEqual(['PReLU', 'LogCoshLoss'])
    for (const [text] of classes) expect(text.split('\n').length).toBeLessThan(20)
  })
})

it('names everything that is exported', () => {
  expect(Object.keys(nn).filter((name) => !readme.includes(`\`${name}`))).toEqual([])
})
