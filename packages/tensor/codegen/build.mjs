/*
 * Writes assembly/generated/ (the module's entry and the interpreter's table of kernels) and then
 * src/generated/ (the compiled kernels, their TypeScript declarations and the script of a thread).
 * The same sources give the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { dispatchSource, entrySource } from './assembly.mjs'
import { compile } from './compile.mjs'
import { relaxedMultiplyAdd, unfused } from './fused.mjs'
import { readKernels } from './signatures.mjs'
import { binarySource, kernelsSource, workerSource } from './typescript.mjs'

const root = join(import.meta.dirname, '..')

/** @param {string} path @param {string} text */
function write(path, text) {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
}

const kernels = readKernels(join(root, 'assembly'))
write('assembly/generated/dispatch.ts', dispatchSource(kernels))
write('assembly/generated/index.ts', entrySource(kernels))

const entry = 'assembly/generated/index.ts'
const { binary, fusable } = unfused(await compile(root, entry, relaxedMultiplyAdd))
write('src/generated/binary.ts', binarySource(binary, fusable))
write('src/generated/kernels.ts', kernelsSource(kernels))

const worker = readFileSync(join(root, 'src/backend/wasm/threads/worker.ts'), 'utf8')
const { code } = await transform(worker, { loader: 'ts', minify: true, target: 'es2022' })
write('src/generated/worker.ts', workerSource(code))
