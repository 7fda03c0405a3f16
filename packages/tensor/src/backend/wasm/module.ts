import { binary, binaryShift, sharedMemoryFlags } from '../../generated/binary'
import type { Kernels } from '../../generated/kernels'

/** What an instance of the kernels exports. */
export interface KernelExports extends Kernels {
  /** Below this address the memory belongs to the module. */
  heapBase(): number
  /** Runs a stream as one thread of a team; see assembly/program.ts. */
  run(team: number, thread: number, threads: number, stream: number, maySleep: boolean): number
  /** The life of a thread other than 0. */
  serve(team: number, thread: number, threads: number): number
  teamBytes(threads: number): number
  setPatience(team: number, naps: number): number
  assign(team: number, thread: number, stream: number): number
  order(team: number): number
  fail(team: number, thread: number, cause: number): number
  failure(team: number): number
}

const compiled = new Map<boolean, WebAssembly.Module>()

/** The kernels, compiled once for a shared memory and once for a plain one. */
export function kernelModule(shared: boolean): WebAssembly.Module {
  let module = compiled.get(shared)
  if (module === undefined) {
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0) - binaryShift)
    if (shared) bytes[sharedMemoryFlags.at] = sharedMemoryFlags.value
    module = new WebAssembly.Module(bytes)
    compiled.set(shared, module)
  }
  return module
}

/** Joins the kernels to a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const host = Math as unknown as WebAssembly.ModuleImports
  const { exports } = new WebAssembly.Instance(module, { env: { memory }, Math: host })
  return exports as unknown as KernelExports
}
