import type { DType, TypedArray } from '../../../core/dtype'
import type { Storage } from '../../../core/storage'
import type { KernelMemory } from './kernel-memory'

/** A block of kernel memory, released when it is collected as garbage. */
export interface Arena {
  readonly address: number
  readonly allocation: Allocation
}

/** The bookkeeping of an arena, which does not keep the arena alive. */
interface Allocation {
  readonly address: number
  readonly bytes: number
  /** Storages whose views must be made anew when a memory that is not shared has grown. */
  readonly storages: WeakRef<Storage>[]
}

/** The address of a storage in kernel memory. */
interface Placement {
  readonly address: number
  readonly length: number
  readonly arena: Arena
}

/**
 * Limit on the kernel memory of storages that became resident only to save copies. Collected arenas are
 * released when the event loop turns, so a loop that never yields could otherwise fill the memory.
 */
const MAX_PROMOTED_BYTES = 256 << 20
/** Uses after which a storage becomes resident: parameters and data reach this count; batches do not. */
const PROMOTE_AFTER_USES = 16

/**
 * Moves storages into kernel memory, where kernels and JavaScript share them without copies. An arena is
 * released when no view of it is reachable any more; there is no manual release.
 */
export class ResidentStorage {
  readonly memory: KernelMemory
  readonly #placements = new WeakMap<Storage, Placement>()
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

  /** Bytes in arenas that have not been released. */
  get bytes(): number {
    return this.#bytes
  }

  /** Counts a use of a storage; true once the storage is worth keeping resident instead of copying it. */
  shouldPromote(storage: Storage): boolean {
    const copies = this.#copies.get(storage) ?? 0
    if (copies < PROMOTE_AFTER_USES) this.#copies.set(storage, copies + 1)
    return (
      copies === PROMOTE_AFTER_USES && this.#bytes + storage.data.byteLength <= MAX_PROMOTED_BYTES
    )
  }

  /** The address of a resident storage; null for others. */
  residentAddress(storage: Storage): number | null {
    return this.#placements.get(storage)?.address ?? null
  }

  /** The address of a storage's first element; makes the storage resident if it is not. */
  addressOf(storage: Storage): number {
    return (
      this.residentAddress(storage) ?? this.place(storage, this.arena(storage.data.byteLength), 0)
    )
  }

  /** Moves a storage with its contents to an offset in an arena, and returns its address. */
  place(storage: Storage, arena: Arena, offset: number): number {
    const contents = storage.data
    const placement = { address: arena.address + offset, length: contents.length, arena }
    this.#placements.set(storage, placement)
    this.#bind(storage, placement)
    storage.data.set(contents)
    if (!this.memory.shared) arena.allocation.storages.push(new WeakRef(storage))
    return placement.address
  }

  /** Removes a storage whose memory another storage has taken over. */
  forget(storage: Storage): void {
    this.#placements.delete(storage)
  }

  #bind(storage: Storage, { address, length, arena }: Placement): void {
    storage.data = view(this.memory, storage.dtype, address, length)
    this.#arenaOf.set(storage.data, arena)
  }

  #rebind(): void {
    for (const allocation of this.#allocations) {
      for (const reference of allocation.storages) {
        const storage = reference.deref()
        const placement = storage && this.#placements.get(storage)
        if (placement?.arena.allocation === allocation) this.#bind(storage as Storage, placement)
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
