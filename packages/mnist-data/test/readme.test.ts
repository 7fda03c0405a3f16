import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import { expect, it } from 'vitest'
import * as data from '../src'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The blocks of the README in a language. */
function blocks(language: string): string[] {
  const found = readme.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))
  return Array.from(found, ([, content]) => content)
}

const AsyncFunction = (async () => {}).constructor as FunctionConstructor
const [example, transforms] = blocks('js')

it('the example prints what the README says', async () => {
  const printed: string[] = []
  const log = (...items: unknown[]) => printed.push(format(...items))
  const body = example.replace(/import ([^']*) from '@handwritten\/mnist-data'/, 'const $1 = data')
  await new AsyncFunction('data', 'console', body)(data, { log })
  expect(`${printed.join('\n')}\n`).toBe(blocks('text')[0])
})

it('the example of transforms serves augmented batches', async () => {
  const { train: all } = await data.loadMnist()
  const names = Object.keys(data)
  const body = `${transforms}; return loader`
  const train = data.subset(
    all,
    Int32Array.from({ length: 70 }, (_, row) => row),
  )
  const loader = new Function(...names, 'train', body)(...Object.values(data), train)
  expect(Array.from(loader as data.DataLoader, ({ inputs }) => inputs.shape)).toEqual([
    [64, 784],
    [6, 784],
  ])
})

it('names everything that is exported', () => {
  expect(Object.keys(data).filter((name) => !readme.includes(`\`${name}`))).toEqual([])
})
