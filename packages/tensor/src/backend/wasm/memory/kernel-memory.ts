import { BackendError } from '../../../core/errors'
import {
  instantiate,
  type KernelExports,
  kernelModule,
  supportsRelaxedMadd,
} from '../modules/kernel-module'
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

/**
 * A WebAssembly memory with the kernels bound to it: blocks at 64-byte aligned addresses, typed views
 * of them, and `kernels` to work on them. Views of a memory that is not shared die when it grows.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory
  readonly shared: boolean
  readonly module: WebAssembly.Module
  readonly kernels: KernelExports
  /** 1 where kernels take the shape for vectors of 256 bits, else 0. */
  wide = 0
  /** Called after the memory has grown: views of one that is not shared are dead then. */
  onGrowth: () => void = () => undefined
  readonly #heap: Heap

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
    this.module = kernelModule({ shared, fused })
    this.kernels = instantiate(this.module, this.memory)
    this.#heap = new Heap(this.kernels.heapBase(), (end) => this.#reach(end))
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
