import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'
import { readmeOf } from './support/readme'

const root = join(import.meta.dirname, '../../..')

/** The compiler that strangers use: the one at OUTSIDE_TSC, or the one that checks this workspace. */
const compiler = process.env.OUTSIDE_TSC ?? join(root, 'node_modules/typescript-native/bin/tsc')

it.each([
  ['nodenext', "Node's types and no page's"],
  ['bundler', "a page's types and not Node's"],
])('strict programs compile with module resolution %s and %s', async (resolution) => {
  const typeRoots = join(root, 'node_modules/@types')
  const config = join(inject('projects'), 'together/types', `tsconfig.${resolution}.json`)
  expect(await complaints(['--project', config, '--typeRoots', typeRoots])).toBe('')
})

it('types and the message are those that the README of tensor tells', async () => {
  const project = join(inject('projects'), 'tensor')
  const lines = (await readmeOf(project, 'tensor')).block('ts').split('\n')
  const told = /^(?:const (\w+) = .*|\]\)) \/\/ (Tensor<.*>)$/
  const opened = /^const (\w+) = /
  let name = ''
  const claims = lines.flatMap((line) => {
    name = opened.exec(line)?.[1] ?? name
    const type = told.exec(line)?.[2]
    return type === undefined
      ? []
      : [`export const ${name}Is: Same<typeof ${name}, ${type}> = true`]
  })
  expect(claims).toHaveLength(3)
  const program = [
    `import { matmul, mean, type Tensor, tensor, zeros } from '@handwritten/tensor'`,
    'type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false',
    ...lines,
    ...claims,
  ]
  await writeFile(join(project, 'readme.mts'), program.join('\n'))
  const config = {
    compilerOptions: { strict: true, noEmit: true, module: 'NodeNext', lib: ['ES2023'], types: [] },
    files: ['readme.mts'],
  }
  await writeFile(join(project, 'tsconfig.readme.json'), JSON.stringify(config))
  const found = await complaints(['--project', join(project, 'tsconfig.readme.json')])
  expect(found.match(/error TS/g)).toHaveLength(1)
  const message = lines.find((line) => line.startsWith('// ShapeMismatch'))
  expect(found).toContain(message?.slice(3) ?? 'a message in the README')
})

/** What the compiler has to say. */
async function complaints(args: readonly string[]): Promise<string> {
  const compiled = promisify(execFile)(process.execPath, [compiler, ...args])
  return (await compiled.catch(({ stdout }) => ({ stdout }))).stdout
}
