/*
 * Writes assembly/generated/ (the entry of each module) and then src/generated/ (the compiled families of
 * kernels with their TypeScript declarations, the interpreter and the script of a thread). The same sources
 * give the same bytes.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { familySource, interpreterSource } from './assembly.mjs'
import { compile } from './compile.mjs'
import { relaxedMultiplyAdd, unfused } from './fused.mjs'
import { readFamilies } from './signatures.mjs'
import { staticDataEnd } from './static-data.mjs'
import {
  familiesSource,
  familyModuleSource,
  interpreterModuleSource,
  layoutSource,
  workerSource,
} from './typescript.mjs'

const root = join(import.meta.dirname, '..')
/** Static data begins above the null address. */
const MEMORY_BASE = 1024

/** @param {string} path @param {string} text */
function write(path, text) {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
}

for (const folder of ['assembly/generated', 'src/generated']) {
  rmSync(join(root, folder), { recursive: true, force: true })
}

let memoryBase = MEMORY_BASE

/** Compiles a module whose static data follows that of the modules before it. @param {string} name @param {string} source */
async function build(name, source) {
  const entry = `assembly/generated/${name}.ts`
  write(entry, source)
  const module = unfused(await compile(root, entry, memoryBase, relaxedMultiplyAdd))
  memoryBase = staticDataEnd(module.binary)
  return module
}

const families = readFamilies(join(root, 'assembly'))
write(
  'src/generated/interpreter.ts',
  interpreterModuleSource(await build('interpreter', interpreterSource())),
)
for (const family of families) {
  const module = await build(family.name, familySource(family))
  write(`src/generated/kernels/${family.name}.ts`, familyModuleSource(family, module))
}
write('src/generated/kernels/index.ts', familiesSource(families))
write('src/generated/layout.ts', layoutSource(memoryBase, families))

const worker = readFileSync(join(root, 'src/backend/wasm/threads/worker.ts'), 'utf8')
const { code } = await transform(worker, { loader: 'ts', minify: true, target: 'es2022' })
write('src/generated/worker.ts', workerSource(code))
