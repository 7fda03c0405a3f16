/**
 * @typedef {import('./signatures.mjs').Family} Family
 * @typedef {import('./signatures.mjs').Kernel} Kernel
 * @typedef {{ binary: Uint8Array, fusable: number[] }} Module
 */

const HEADER = '// Generated from assembly/; see codegen/.\n\n'

/** Added to each byte, modulo 256, to make a character: of all numbers the one whose strings compress best. */
const SHIFT = 39

/**
 * A family of kernels: its module, and each kernel with the names of its parameters.
 *
 * @param {Family} family
 * @param {Module} module
 */
export function familyModuleSource({ name, kernels }, module) {
  return `${HEADER}import type { CompiledKernel, KernelModule } from '../../backend/wasm/modules/kernel-module'

const module: KernelModule = ${moduleLiteral(name, module)}
${kernels.map(kernelSource).join('')}`
}

/** @param {Kernel} kernel */
function kernelSource({ name, opcode, comment, parameters }) {
  const fields = parameters.map((parameter) => `${parameter.name}: number`).join('; ')
  const words = parameters.map(({ name, type }) =>
    type === 'f32' || type === 'f64' ? `${name}:${type}` : name,
  )
  return `
${comment === '' ? '' : `${comment}\n`}export const ${name}: CompiledKernel<{ ${fields} }> = {
  module,
  opcode: ${opcode},
  parameters: '${words.join(' ')}',
}
`
}

/** @param {Module} module */
export function interpreterModuleSource(module) {
  return `${HEADER}import type { KernelModule } from '../backend/wasm/modules/kernel-module'

export const interpreter: KernelModule = ${moduleLiteral('interpreter', module)}
`
}

/**
 * All kernels by name.
 *
 * @param {Family[]} families
 */
export function familiesSource(families) {
  const names = families.map(({ name }) => ({ name, variable: name.replaceAll('-', '_') }))
  return `${HEADER}${names.map(({ name, variable }) => `import * as ${variable} from './${name}'\n`).join('')}
export const compiledKernels = { ${names.map(({ variable }) => `...${variable}`).join(', ')} }
`
}

/**
 * What all modules share.
 *
 * @param {number} heapBase
 * @param {Family[]} families
 */
export function layoutSource(heapBase, families) {
  const opcodes = families.flatMap(({ kernels }) => kernels.map(({ opcode }) => opcode))
  return `${HEADER}/** Memory below this address is the static data of the modules. */
export const heapBase = ${heapBase}

/** Size of the interpreter's function table. */
export const tableSize = ${Math.max(...opcodes) + 1}
`
}

/** @param {string} name @param {Module} module */
function moduleLiteral(name, { binary, fusable }) {
  const steps = fusable.map((at, i) => at - (fusable[i - 1] ?? 0))
  return `{
  name: '${name}',
  binary: ${JSON.stringify(Buffer.from(binary.map((byte) => byte + SHIFT)).toString('latin1'))},
  shift: ${SHIFT},
  memoryFlags: ${memoryFlags(binary)},
  fusable: [${steps.join(', ')}],
}
`
}

/** The address after the import of a memory by the names 'env' and 'memory'. @param {Uint8Array} binary */
function memoryFlags(binary) {
  const names = Buffer.from('\x03env\x06memory\x02')
  const at = Buffer.from(binary).indexOf(names)
  if (at === -1) throw new Error("expected a memory imported as 'env' 'memory'")
  return at + names.length
}

/** @param {string} source */
export function workerSource(source) {
  return `${HEADER}/** The script of a thread (src/backend/wasm/threads/worker.ts). */
export const workerScript = ${JSON.stringify(source)}
`
}
