import { wordsOf } from './signatures.mjs'

/** @typedef {import('./signatures.mjs').Kernel} Kernel */

/** Opcodes below this one belong to the interpreter (assembly/interpreter.ts). */
export const FIRST_KERNEL = 16

const HEADER = "// Generated from the kernels' declarations; see codegen/.\n"

/**
 * The entry of the module: every kernel as `k` and its opcode, which is shorter than its name, and what the
 * host calls besides.
 *
 * @param {Kernel[]} kernels
 */
export function entrySource(kernels) {
  const lines = kernels.map(
    ({ name, family }, i) => `export { ${name} as k${FIRST_KERNEL + i} } from '../${family}'\n`,
  )
  return `${HEADER}${lines.join('')}export { heapBase, run, serve } from '../interpreter'\nexport { assign, fail, failure, order, setPatience, poolBytes } from '../thread-pool'\n`
}

/**
 * dispatch(opcode, arguments): calls a kernel with the words at `p` and returns the address after them.
 *
 * @param {Kernel[]} kernels
 */
export function dispatchSource(kernels) {
  const imports = [...byFamily(kernels)].map(
    ([family, names]) => `import { ${names.join(', ')} } from '../${family}'\n`,
  )
  const cases = kernels.map(({ name, parameters }, i) => {
    let words = 0
    const loads = parameters.map((parameter) => {
      const text = `load<${parameter.type}>(p, ${4 * words})`
      words += wordsOf(parameter)
      return text
    })
    return `    case ${FIRST_KERNEL + i}:\n      ${name}(${loads.join(', ')})\n      return p + ${4 * words}\n`
  })
  return `${HEADER}${imports.join('')}
export function dispatch(opcode: i32, p: usize): usize {
  switch (opcode) {
${cases.join('')}    default:
      unreachable()
      return p
  }
}
`
}

/** @param {Kernel[]} kernels @returns {Map<string, string[]>} */
function byFamily(kernels) {
  /** @type {Map<string, string[]>} */
  const families = new Map()
  for (const { family, name } of kernels)
    families.set(family, [...(families.get(family) ?? []), name])
  return families
}
