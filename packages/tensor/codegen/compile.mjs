import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const FLAGS = [
  '-O3s',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--importTable',
  '--maximumMemory',
  '65536',
]
const FEATURES = ['simd', 'threads', 'bulk-memory', 'relaxed-simd'].flatMap((feature) => [
  '--enable',
  feature,
])

/**
 * Compiles the module whose entry is `entry`, relative to `folder`, for a memory that is not shared.
 *
 * @param {string} folder
 * @param {string} entry
 * @param {number} memoryBase the address of its static data
 * @param {(source: string) => string} change what is made of each source first
 * @returns {Promise<Uint8Array>}
 */
export async function compile(folder, entry, memoryBase, change) {
  /** @type {Uint8Array | null} */
  let binary = null
  const messages = asc.createMemoryStream()
  const base = ['--memoryBase', String(memoryBase)]
  const { error } = await asc.main([entry, '-o', 'kernels.wasm', ...base, ...FLAGS, ...FEATURES], {
    stderr: messages,
    readFile(name) {
      try {
        return change(readFileSync(join(folder, name), 'utf8'))
      } catch {
        return null
      }
    },
    writeFile(name, contents) {
      if (name === 'kernels.wasm') binary = /** @type {Uint8Array} */ (contents)
    },
    listFiles: () => [],
  })
  if (error !== null || binary === null) throw new Error(`assemblyscript: ${error}\n${messages}`)
  return binary
}
