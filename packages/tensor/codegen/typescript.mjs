import { FIRST_KERNEL } from './assembly.mjs'

/** @typedef {import('./signatures.mjs').Kernel} Kernel */

const HEADER = '// Generated from assembly/; see codegen/.\n\n'

/**
 * The kernels as TypeScript sees them: to be called (`Kernels`), and to be encoded (`KernelArguments`,
 * `signatures`).
 *
 * @param {Kernel[]} kernels
 */
export function kernelsSource(kernels) {
  const calls = kernels.map(({ name, comment, parameters }) => {
    const list = parameters.map((parameter) => `${parameter.name}: number`).join(', ')
    return `${indented(comment)}  ${name}(${list}): void\n`
  })
  const records = kernels.map(({ name, parameters }) => {
    const list = parameters.map((parameter) => `${parameter.name}: number`).join('; ')
    return `  ${name}: { ${list} }\n`
  })
  const signatures = kernels.map(({ name, parameters }, i) => {
    const list = parameters
      .map((parameter) => `['${parameter.name}', '${parameter.type}']`)
      .join(', ')
    return `  ${name}: { opcode: ${FIRST_KERNEL + i}, parameters: [${list}] },\n`
  })
  return `${HEADER}/** The kernels, called on addresses (bytes), strides (elements) and sizes. */
export interface Kernels {
${calls.join('')}}

/** The arguments of each kernel by name. */
export interface KernelArguments {
${records.join('')}}

/** The opcode of each kernel in a program, and its parameters in order. */
export const signatures: {
  readonly [K in keyof KernelArguments]: {
    readonly opcode: number
    readonly parameters: readonly (readonly [keyof KernelArguments[K] & string, 'i32' | 'usize' | 'f32' | 'f64'])[]
  }
} = {
${signatures.join('')}}
`
}

/**
 * The module for a plain memory, and where to set which byte to make it import a shared one.
 *
 * @param {Uint8Array} plain
 * @param {Uint8Array} shared
 */
export function binarySource(plain, shared) {
  const at = plain.findIndex((byte, i) => byte !== shared[i])
  const same = plain.every((byte, i) => i === at || byte === shared[i])
  if (plain.length !== shared.length || at === -1 || !same) {
    throw new Error('expected the modules for plain and shared memory to differ in one byte')
  }
  return `${HEADER}/** The kernels compiled for a memory that is not shared, in base64. */
export const binary = '${Buffer.from(plain).toString('base64')}'

/** The one byte in which the module for a shared memory differs: the flags of its memory import. */
export const sharedMemoryFlags = { at: ${at}, value: ${shared[at]} }
`
}

/** @param {string} source */
export function workerSource(source) {
  return `${HEADER}/** The script of a thread (src/threads/worker.ts). */
export const workerScript = ${JSON.stringify(source)}
`
}

/** @param {string} comment */
function indented(comment) {
  if (comment === '') return ''
  return `${comment
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\n`
}
