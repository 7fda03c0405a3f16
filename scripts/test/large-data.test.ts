import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const folders = ['packages', 'apps'].flatMap((group) =>
  readdirSync(join(root, group)).map((name) => join(root, group, name, 'src')),
)
const sources = folders
  // The benchmarks measure few values, all of them their own.
  .filter((folder) => !folder.includes('bench'))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated'))
      .map((name) => join(folder, name)),
  )
  .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))

/** The lines of all sources that match, as `path: line`, comments left out. */
function linesWith(pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => !/^\s*(\*|\/\/)/.test(line) && pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  )
}

describe('the sources of packages and apps', () => {
  it('number more than a hundred, so that these tests look at something', () => {
    expect(sources.length).toBeGreaterThan(100)
  })

  it('never make a typed array by way of a JavaScript array, whose length is limited', () => {
    expect(linesWith(/(Float|Int|Uint)\d+(Clamped)?Array\.from\((?!\{)/)).toEqual([])
  })

  it('never pass a list as the arguments of Math.max or Math.min, of which there may be some 120,000', () => {
    expect(linesWith(/Math\.(max|min)\([^)]*\.\.\./)).toEqual([])
  })

  it('spread lists into arguments only where they are short', () => {
    const short = [
      // Four bytes of a chunk's name; pieces of 3,000 bytes.
      /picture-chunks\.ts|image\/chunk\.ts|export\/module\/writer\.ts/,
      // Axes of one array; pictures that are read together.
      /permute-dims\.ts|load-image-folder\.ts/,
    ]
    const spread = linesWith(/\.(push|unshift|splice|fromCharCode)\(\.\.\.|\bapply\([^)]*\[?\.\.\./)
    expect(spread.filter((line) => !short.some((pattern) => pattern.test(line)))).toEqual([])
  })
})
