import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageSize } from '../../src/start/package-size.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('packageSize', () => {
  it('counts what ships and nothing else', () => {
    const manifest = JSON.stringify({ name: 'a', files: ['dist'], module: './dist/index.js' })
    const module = 'export const a = 1\n'.repeat(50)
    mkdirSync(join(folder, 'dist/deep'), { recursive: true })
    mkdirSync(join(folder, 'src'))
    writeFileSync(join(folder, 'package.json'), manifest)
    writeFileSync(join(folder, 'README.md'), '# a\n')
    writeFileSync(join(folder, 'dist/index.js'), module)
    writeFileSync(join(folder, 'dist/deep/more.js'), 'more')
    writeFileSync(join(folder, 'src/index.ts'), 'not shipped')
    const size = packageSize(folder)
    expect(size.name).toBe('a')
    expect(size.unpacked).toBe(manifest.length + 4 + module.length + 4)
    expect(size.packed).toBeLessThan(size.unpacked)
    expect(size.module).toBe(gzipSync(module).length)
  })

  it('tells no module for a program', () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'b', files: [] }))
    expect(packageSize(folder).module).toBeUndefined()
  })
})
