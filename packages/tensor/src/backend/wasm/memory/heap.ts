import { BackendError } from '../../../core/errors'

/** A cache line: blocks are aligned to it, which avoids false sharing between threads. */
const ALIGNMENT = 64

interface Block {
  address: number
  bytes: number
}

/**
 * Which addresses of a memory are in use: first fit over a list of free blocks, merged when released.
 * It only keeps the books; `extend` is asked for more memory when no block fits.
 */
export class Heap {
  #end: number
  #free: Block[] = []
  readonly #used = new Map<number, number>()
  readonly #extend: (end: number) => void

  /** @param base the first usable address; @param extend makes the memory reach up to `end` */
  constructor(base: number, extend: (end: number) => void) {
    this.#end = roundUp(base)
    this.#extend = extend
  }

  /** The address of `bytes` bytes, a multiple of 64. Their contents are whatever was there. */
  allocate(bytes: number): number {
    const size = roundUp(Math.max(bytes, 1))
    const fit = this.#free.findIndex((block) => block.bytes >= size)
    const address = fit === -1 ? this.#append(size) : this.#cut(fit, size)
    this.#used.set(address, size)
    return address
  }

  /** Gives back what `allocate` returned. */
  release(address: number): void {
    const bytes = this.#used.get(address)
    if (bytes === undefined) {
      throw new BackendError(`release: expected an allocated address, found ${address}`)
    }
    this.#used.delete(address)
    const next = this.#free.findIndex((block) => block.address > address)
    this.#free.splice(next === -1 ? this.#free.length : next, 0, { address, bytes })
    this.#free = merged(this.#free)
  }

  #append(size: number): number {
    const address = this.#end
    this.#extend(address + size)
    this.#end = address + size
    return address
  }

  #cut(index: number, size: number): number {
    const block = this.#free[index]
    const { address } = block
    block.address += size
    block.bytes -= size
    if (block.bytes === 0) this.#free.splice(index, 1)
    return address
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
}

function merged(blocks: readonly Block[]): Block[] {
  const result: Block[] = []
  for (const block of blocks) {
    const last = result.at(-1)
    if (last !== undefined && last.address + last.bytes === block.address) last.bytes += block.bytes
    else result.push(block)
  }
  return result
}
