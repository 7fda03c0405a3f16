import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ name: string, type: 'i32' | 'usize' | 'f32' | 'f64' }} Parameter
 * @typedef {{ name: string, opcode: number, comment: string, parameters: Parameter[] }} Kernel
 * @typedef {{ name: string, kernels: Kernel[] }} Family
 */

/** Opcodes below this one belong to the interpreter (assembly/interpreter.ts). */
const FIRST_KERNEL = 16

/** An exported function that is not generic and returns nothing, with the comment above it. */
const KERNEL =
  /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*\n)?)^export function (\w+)\(([^)]*)\): void \{/gm

/**
 * The families of kernels under `folder`, in the order of their names: each file that exports kernels is one.
 * The AssemblyScript sources are the only place where a kernel is declared; opcodes follow from their order.
 *
 * @param {string} folder
 * @returns {Family[]}
 */
export function readFamilies(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  let opcode = FIRST_KERNEL
  const families = files.sort().map((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    const kernels = [...source.matchAll(KERNEL)].map(([, comment, name, list]) => ({
      name,
      opcode: opcode++,
      comment: comment.trim(),
      parameters: parametersOf(name, list),
    }))
    return { name: file.slice(0, -'.ts'.length), kernels }
  })
  return families.filter(({ kernels }) => kernels.length > 0)
}

/**
 * @param {string} kernel
 * @param {string} list
 * @returns {Parameter[]}
 */
function parametersOf(kernel, list) {
  const items = list.split(',').map((item) => item.trim())
  return items
    .filter((item) => item !== '')
    .map((item) => {
      const match = /^(\w+): (i32|usize|f32|f64)$/.exec(item)
      if (match === null) {
        throw new Error(
          `${kernel}: expected parameters of type i32, usize, f32 or f64, found '${item}'`,
        )
      }
      return { name: match[1], type: /** @type {Parameter['type']} */ (match[2]) }
    })
}

/** Words of 32 bits that a parameter takes in a program. @param {Parameter} parameter */
export function wordsOf({ type }) {
  return type === 'f64' ? 2 : 1
}
