import { binary, binaryShift, memoryFlags } from '../../../generated/binary'
import { type Kernels, signatures } from '../../../generated/kernels'
import { fuse } from './relaxed-madd'

/** What an instance of the kernels exports. */
export interface KernelExports extends Kernels {
  /** Below this address the memory belongs to the module. */
  heapBase(): number
  /** Runs a stream as one thread of a pool; see assembly/interpreter.ts. */
  run(pool: number, thread: number, threads: number, stream: number, maySleep: boolean): number
  /** The life of a thread other than 0. */
  serve(pool: number, thread: number, threads: number): number
  poolBytes(threads: number): number
  setPatience(pool: number, naps: number): number
  assign(pool: number, thread: number, stream: number): number
  order(pool: number): number
  fail(pool: number, thread: number, cause: number): number
  failure(pool: number): number
}

/** Which of its forms the kernels take. */
export interface KernelForm {
  /** Whether their memory can be shared with other threads. */
  readonly shared: boolean
  /** Whether products round once where they multiply and add; else they round twice. */
  readonly fused: boolean
}

/** Of the flags of a memory import: it has a maximum and is shared. */
const SHARED_WITH_MAXIMUM = 3

const compiled = new Map<string, WebAssembly.Module>()

/** The kernels, compiled once for each form. */
export function kernelModule({ shared, fused }: KernelForm): WebAssembly.Module {
  const form = `${shared} ${fused}`
  let module = compiled.get(form)
  if (module === undefined) {
    const bytes = fused ? fuse(shippedBytes()) : shippedBytes()
    if (shared) bytes[memoryFlags] = SHARED_WITH_MAXIMUM
    module = new WebAssembly.Module(bytes)
    compiled.set(form, module)
  }
  return module
}

let fuses: boolean | null = null

/** Whether the engine can fuse multiplications and additions: it knows relaxed SIMD. */
export function supportsRelaxedMadd(): boolean {
  fuses ??= WebAssembly.validate(fuse(shippedBytes()))
  return fuses
}

function shippedBytes(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i) - binaryShift
  return bytes
}

/** Joins the kernels to a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const host = Math as unknown as WebAssembly.ModuleImports
  const clock = { now: () => performance.now() }
  const imports = { env: { memory }, Math: host, performance: clock }
  const { exports } = new WebAssembly.Instance(module, imports)
  const kernels = Object.entries(signatures).map(([name, { opcode }]) => [
    name,
    exports[`k${opcode}`],
  ])
  return { ...exports, ...Object.fromEntries(kernels) } as unknown as KernelExports
}
