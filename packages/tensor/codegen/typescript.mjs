import { FIRST_KERNEL } from './assembly.mjs'
import { wordsOf } from './signatures.mjs'

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
  const lists = kernels.map(({ name, parameters }) => {
    const words = parameters.map((parameter) =>
      wordsOf(parameter) === 1 && parameter.type !== 'f32'
        ? parameter.name
        : `${parameter.name}:${parameter.type}`,
    )
    return `  ${name}: '${words.join(' ')}',\n`
  })
  return `${HEADER}/** The kernels, called on addresses (bytes), strides (elements) and sizes. */
export interface Kernels {
${calls.join('')}}

/** The arguments of each kernel by name. */
export interface KernelArguments {
${records.join('')}}

/** Parameters in order, with the types of those that are no words of 32 bits. */
const lists: { readonly [K in keyof KernelArguments]: string } = {
${lists.join('')}}

type Signature = {
  readonly opcode: number
  readonly parameters: readonly (readonly [name: string, type: 'i32' | 'f32' | 'f64'])[]
}

/** The opcode of each kernel in a program, and its parameters in order. */
export const signatures = Object.fromEntries(
  Object.entries(lists).map(([kernel, list], i) => {
    const parameters = list.split(' ').map((parameter) => {
      const [name, type = 'i32'] = parameter.split(':')
      return [name, type]
    })
    return [kernel, { opcode: ${FIRST_KERNEL} + i, parameters }]
  }),
) as unknown as { readonly [K in keyof KernelArguments]: Signature }
`
}

/**
 * The module for a plain memory, and where to change it.
 *
 * @param {Uint8Array} binary
 * @param {readonly number[]} fusable
 */
export function binarySource(binary, fusable) {
  return `${HEADER}/**
 * The kernels compiled for a memory that is not shared: a character a byte, since base64 would hide what
 * repeats from gzip, and ${SHIFT} above it, so that the commonest bytes need no escape.
 */
export const binary = ${JSON.stringify(shifted(binary))}

export const binaryShift = ${SHIFT}

/** Where the flags of its memory import are. */
export const memoryFlags = ${memoryFlags(binary)}

/**
 * Where its multiplications are that can be fused with the addition after them: how far each is from the
 * one before, the first from the beginning.
 */
export const fusable = [${fusable.map((at, i) => at - (fusable[i - 1] ?? 0)).join(', ')}]
`
}

/** The address after the import of a memory by the names 'env' and 'memory'. @param {Uint8Array} binary */
function memoryFlags(binary) {
  const names = Buffer.from('\x03env\x06memory\x02')
  const at = Buffer.from(binary).indexOf(names)
  if (at === -1) throw new Error("expected a memory imported as 'env' 'memory'")
  return at + names.length
}

/** What is added to a byte, modulo 256, to make a character of it. */
const SHIFT = 17

/** @param {Uint8Array} bytes */
function shifted(bytes) {
  return Buffer.from(bytes.map((byte) => byte + SHIFT)).toString('latin1')
}

/** @param {string} source */
export function workerSource(source) {
  return `${HEADER}/** The script of a thread (src/backend/wasm/threads/worker.ts). */
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
