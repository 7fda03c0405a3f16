import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url)
const page = readFileSync(new URL('docs/gradients.md', root), 'utf8')

/** What the page says stands in a file: the backquoted names before each `in` and a path. */
function claims(): [file: string, name: string][] {
  const places = page.matchAll(/((?:`\w+`(?:,| and)? )+)in `((?:packages)\/[\w/.-]+)`/g)
  return Array.from(places).flatMap(([, names, file]) =>
    Array.from(names.matchAll(/`(\w+)`/g), ([, name]): [string, string] => [file, name]),
  )
}

it('every function that the page of gradients names is where it says', () => {
  expect(claims().length).toBeGreaterThan(30)
  for (const [file, name] of claims()) {
    const source = readFileSync(new URL(file, root), 'utf8')
    expect(source, `${name} in ${file}`).toMatch(new RegExp(`(function|class|const) ${name}\\b`))
  }
})
