/**
 * Where the static data of a compiled module ends, from its export `heapBase`.
 *
 * @param {Uint8Array<ArrayBuffer>} binary
 * @returns {number}
 */
export function staticDataEnd(binary) {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536 })
  const table = new WebAssembly.Table({ initial: 1024, element: 'anyfunc' })
  const imports = {
    env: { memory, table, link: () => undefined },
    Math: /** @type {WebAssembly.ModuleImports} */ (/** @type {unknown} */ (Math)),
    performance: { now: () => 0 },
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), imports)
  return /** @type {() => number} */ (exports.heapBase)()
}
