import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')

/** The first block of the README in a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(readme)
  if (found === null) throw new Error(`README.md has no block of ${language}`)
  return found[1]
}

it('the example of the README prints what the README says', () => {
  const args = ['--input-type=module', '--eval', block('js')]
  const cwd = new URL('..', import.meta.url)
  expect(execFileSync(process.execPath, args, { cwd, encoding: 'utf8' })).toBe(block('text'))
})

it('the README and the map name files that exist', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].map((page) =>
    readFileSync(new URL(page, root), 'utf8'),
  )
  const links = pages.flatMap((page) => [...page.matchAll(/\]\(([^)#:]+)\)/g)].map((m) => m[1]))
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([])
})
