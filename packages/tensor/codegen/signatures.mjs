import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ name: string, type: 'i32' | 'usize' | 'f32' | 'f64' }} Parameter
 * @typedef {{ name: string, family: string, comment: string, parameters: Parameter[] }} Kernel
 */

/** An exported function that is not generic and returns nothing, with the comment above it. */
const KERNEL =
  /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*\n)?)^export function (\w+)\(([^)]*)\): void \{/gm

/**
 * The kernels of every family under `folder`, by family and then in the order of the file: what a
 * program can call. The AssemblyScript sources are the only place where a kernel is declared.
 *
 * @param {string} folder
 * @returns {Kernel[]}
 */
export function readKernels(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  return files.sort().flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    return [...source.matchAll(KERNEL)].map(([, comment, name, list]) => ({
      name,
      family: file.slice(0, -'.ts'.length),
      comment: comment.trim(),
      parameters: parametersOf(name, list),
    }))
  })
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
