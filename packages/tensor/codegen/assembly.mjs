import { wordsOf } from './signatures.mjs'

/** @typedef {import('./signatures.mjs').Family} Family */

const HEADER = "// Generated from the kernels' declarations; see codegen/.\n"

/**
 * The entry of a family's module. Each kernel is exported twice: as `k` and its opcode, to be called with
 * its parameters, and as `p` and its opcode, an entry of the interpreter's table: p(address) calls the kernel
 * with the words at an address and returns the address after them.
 *
 * @param {Family} family
 */
export function familySource({ name, kernels }) {
  const names = kernels.map((kernel) => kernel.name).join(', ')
  const exports = kernels.map((kernel) => {
    let words = 0
    const loads = kernel.parameters.map((parameter) => {
      const text = `load<${parameter.type}>(p, ${4 * words})`
      words += wordsOf(parameter)
      return text
    })
    return `export { ${kernel.name} as k${kernel.opcode} }
export function p${kernel.opcode}(p: usize): usize {
  ${kernel.name}(${loads.join(', ')})
  return p + ${4 * words}
}
`
  })
  return `${HEADER}import { ${names} } from '../${name}'\n${exports.join('')}${HEAP_BASE}`
}

/** The entry of the interpreter's module. */
export function interpreterSource() {
  return `${HEADER}export { run, serve } from '../interpreter'
export { assign, fail, failure, order, poolBytes, setPatience } from '../thread-pool'
${HEAP_BASE}`
}

/** Where the static data of a module ends; only codegen calls it. */
const HEAP_BASE = `export function heapBase(): usize {
  return __heap_base
}
`
