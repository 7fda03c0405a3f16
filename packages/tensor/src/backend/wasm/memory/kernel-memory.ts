import { BackendError } from '../../../core/errors'
import { heapBase, tableSize } from '../../../generated/layout'
import { type CompiledKernel, compiledModule, type KernelModule } from '../modules/kernel-module'
import { supportsRelaxedMadd } from '../modules/relaxed-madd'
import { Heap } from './heap'

const PAGE = 65_536
/** 4 GiB, the most that 32-bit addresses reach. */
const MAX_PAGES = 65_536

export interface KernelMemoryOptions {
  /** Whether threads can share it. Default: where `SharedArrayBuffer` exists. */
  shared?: boolean
  /** Whether products fuse multiplications and additions. Default: where the engine can. */
  fused?: boolean
  /** Bytes to start with; it grows when more is asked for. Default 1 MiB. */
  initialBytes?: number
  /** Bytes that it may grow to. Default 4 GiB, of address space alone until it is used. */
  maximumBytes?: number
}

type Exports = Readonly<Record<string, (...args: number[]) => number>>

/**
 * A WebAssembly memory: blocks at 64-byte aligned addresses, typed views of them, and the kernels that work on
 * them. A module of kernels is instantiated when one of them is first needed, and its entries join the
 * interpreter's function table. Views of a memory that is not shared are detached when it grows.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory
  readonly shared: boolean
  readonly fused: boolean
  /** 1 where kernels take the shape for vectors of 256 bits, else 0. */
  wide = 0
  /** Called after the memory has grown: views of one that is not shared are dead then. */
  onGrowth: () => void = () => undefined
  readonly #heap: Heap
  readonly #table = new WebAssembly.Table({ initial: tableSize, element: 'anyfunc' })
  readonly #instances = new Map<KernelModule, Exports>()

  constructor({
    shared = typeof SharedArrayBuffer !== 'undefined',
    fused = supportsRelaxedMadd(),
    initialBytes = 16 * PAGE,
    maximumBytes = MAX_PAGES * PAGE,
  }: KernelMemoryOptions = {}) {
    const initial = Math.ceil(initialBytes / PAGE)
    const maximum = Math.min(Math.max(Math.ceil(maximumBytes / PAGE), initial), MAX_PAGES)
    this.shared = shared
    this.memory = new WebAssembly.Memory({ initial, maximum, shared })
    this.fused = fused
    this.#heap = new Heap(heapBase, (end) => this.#reach(end))
  }

  /** A function that runs a kernel on this memory, with arguments in the order of its parameters. */
  kernel({ module, opcode }: CompiledKernel): (...args: number[]) => number {
    return this.instance(module)[`k${opcode}`]
  }

  /** The exports of a module on this memory, instantiated once. */
  instance(module: KernelModule): Exports {
    return this.#instances.get(module) ?? this.#instantiate(module)
  }

  #instantiate(module: KernelModule): Exports {
    const imports = {
      env: { memory: this.memory, table: this.#table, link: () => undefined },
      Math: Math as unknown as WebAssembly.ModuleImports,
      performance: { now: () => performance.now() },
    }
    const instance = new WebAssembly.Instance(compiledModule(module, this), imports)
    const exports = instance.exports as Exports
    for (const [name, value] of Object.entries(exports)) {
      if (/^p\d/.test(name)) this.#table.set(Number(name.slice(1)), value)
    }
    this.#instances.set(module, exports)
    return exports
  }

  /** The address of `bytes` bytes of any contents. @throws BackendError when memory is exhausted */
  allocate(bytes: number): number {
    return this.#heap.allocate(bytes)
  }

  /** Gives back a block; its address must come from `allocate`. */
  release(address: number): void {
    this.#heap.release(address)
  }

  float32(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length)
  }

  float64(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length)
  }

  int32(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length)
  }

  uint8(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length)
  }

  #reach(end: number): void {
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE)
    if (missing <= 0) return
    try {
      this.memory.grow(missing)
    } catch {
      const held = this.memory.buffer.byteLength
      throw new BackendError(
        `allocate: expected room for ${end - held} more bytes, found a memory of ${held} bytes that ` +
          'cannot grow so far; use smaller batches or a larger maximum',
      )
    }
    this.onGrowth()
  }
}
