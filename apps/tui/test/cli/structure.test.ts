import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const source = fileURLToPath(new URL('../../src', import.meta.url))
const files = globSync('**/*.{ts,tsx}', { cwd: source })
const importLine = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']+)'/g

/** The files that `file` imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8')
  return [...text.matchAll(importLine)].flatMap(([, path = '']) => {
    const target = relative(source, join(source, dirname(file), path))
    return files.filter((name) => name.replace(/\.tsx?$/, '') === target)
  })
}

const imports = new Map(files.map((file) => [file, importsOf(file)]))

it('no module imports itself through others', () => {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] => {
    const start = path.indexOf(file)
    if (start !== -1) return [[...path.slice(start), file].join(' -> ')]
    if (done.has(file)) return []
    const found = imports.get(file)!.flatMap((target) => visit(target, [...path, file]))
    done.add(file)
    return found
  }
  const cycles = files.flatMap((file) => visit(file, []))
  expect(cycles).toEqual([])
})

it('nothing outside the command line imports it', () => {
  const outside = files.filter((file) => !file.startsWith('cli/') && file !== 'main.ts')
  expect(outside.filter((file) => imports.get(file)!.some((to) => to.startsWith('cli/')))).toEqual(
    [],
  )
})
