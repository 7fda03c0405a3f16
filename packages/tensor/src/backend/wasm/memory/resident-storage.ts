import type { DType, TypedArray } from '../../../core/dtype'
import type { Storage } from '../../../core/storage'
import type { KernelMemory } from './kernel-memory'

/** A block of kernel memory, given back when nothing refers to it any more. */
export interface Arena {
  readonly address: number
  readonly allocation: Allocation
}

/** What is known of an arena without keeping it alive. */
interface Allocation {
  readonly address: number
  readonly bytes: number
  /** Storages whose views must be made anew when a memory that is not shared has grown. */
  readonly storages: WeakRef<Storage>[]
}

/** Where a storage lives. */
interface Home {
  readonly address: number
  readonly length: number
  readonly arena: Arena
}

/**
 * How much of kernel memory may be taken by storages that move in only to spare copies. Collected ones
 * are given back when the event loop turns, so that a loop that never lets it could fill the memory.
 */
const ROOM_BYTES = 256 << 20
/** Calls that a storage is copied for before it may move in: parameters and data come so far, a batch does not. */
const COPIES = 16

/**
 * Moves storages into kernel memory, where kernels and ordinary code both see them, and keeps that
 * memory as long as somebody can. Nobody frees by hand: an arena lives while one of its views does.
 */
export class Residence {
  readonly memory: KernelMemory
  readonly #homes = new WeakMap<Storage, Home>()
  readonly #copies = new WeakMap<Storage, number>()
  /** A view keeps its arena alive. */
  readonly #arenaOf = new WeakMap<TypedArray, Arena>()
  readonly #allocations = new Set<Allocation>()
  readonly #collected: FinalizationRegistry<Allocation>
  #bytes = 0

  constructor(memory: KernelMemory) {
    this.memory = memory
    this.#collected = new FinalizationRegistry((allocation) => this.#release(allocation))
    memory.onGrowth = () => {
      if (!memory.shared) this.#rebind()
    }
  }

  /** A new arena of any contents. */
  arena(bytes: number): Arena {
    const address = this.memory.allocate(bytes)
    const allocation = { address, bytes, storages: [] }
    const arena = { address, allocation }
    this.#allocations.add(allocation)
    this.#bytes += bytes
    this.#collected.register(arena, allocation)
    return arena
  }

  /** Bytes in arenas that have not been given back. */
  get bytes(): number {
    return this.#bytes
  }

  /** Asked at each call that uses a storage: whether it should move in, instead of being copied once more. */
  invites(storage: Storage): boolean {
    const copies = this.#copies.get(storage) ?? 0
    if (copies < COPIES) this.#copies.set(storage, copies + 1)
    return copies === COPIES && this.#bytes + storage.data.byteLength <= ROOM_BYTES
  }

  /** The address of a storage that lives in kernel memory, else null. */
  residentAddress(storage: Storage): number | null {
    return this.#homes.get(storage)?.address ?? null
  }

  /** The address of a storage's first element; a storage that lives elsewhere moves in. */
  addressOf(storage: Storage): number {
    return (
      this.residentAddress(storage) ?? this.place(storage, this.arena(storage.data.byteLength), 0)
    )
  }

  /** Moves a storage with its contents to an offset in an arena, and returns its address. */
  place(storage: Storage, arena: Arena, offset: number): number {
    const contents = storage.data
    const home = { address: arena.address + offset, length: contents.length, arena }
    this.#homes.set(storage, home)
    this.#bind(storage, home)
    storage.data.set(contents)
    if (!this.memory.shared) arena.allocation.storages.push(new WeakRef(storage))
    return home.address
  }

  /** From now on a storage is not looked at: another has taken over its memory. */
  forget(storage: Storage): void {
    this.#homes.delete(storage)
  }

  #bind(storage: Storage, { address, length, arena }: Home): void {
    storage.data = view(this.memory, storage.dtype, address, length)
    this.#arenaOf.set(storage.data, arena)
  }

  #rebind(): void {
    for (const allocation of this.#allocations) {
      for (const reference of allocation.storages) {
        const storage = reference.deref()
        const home = storage && this.#homes.get(storage)
        if (home?.arena.allocation === allocation) this.#bind(storage as Storage, home)
      }
    }
  }

  #release(allocation: Allocation): void {
    this.#allocations.delete(allocation)
    this.#bytes -= allocation.bytes
    this.memory.release(allocation.address)
  }
}

function view(memory: KernelMemory, dtype: DType, address: number, length: number): TypedArray {
  if (dtype === 'float32') return memory.float32(address, length)
  if (dtype === 'float64') return memory.float64(address, length)
  if (dtype === 'int32') return memory.int32(address, length)
  return memory.uint8(address, length)
}
