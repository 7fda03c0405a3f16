import type { KernelMemory } from '../backend/wasm/kernel-memory'
import type { DType, TypedArray } from '../dtype'
import type { Storage } from '../storage'

/** A block of kernel memory, given back when nothing refers to it any more. */
export interface Arena {
  readonly address: number
}

/**
 * Moves storages into kernel memory, where kernels and ordinary code both see them, and keeps that
 * memory as long as somebody can. Nobody frees by hand: an arena lives while one of its views does.
 */
export class Residence {
  readonly memory: KernelMemory
  readonly #addresses = new WeakMap<Storage, number>()
  /** A view keeps its arena alive. */
  readonly #arenaOf = new WeakMap<TypedArray, Arena>()
  readonly #released: FinalizationRegistry<number>
  /** Storages whose views must be made anew when a memory that is not shared has grown. */
  readonly #residents = new Set<WeakRef<Storage>>()

  constructor(memory: KernelMemory) {
    this.memory = memory
    this.#released = new FinalizationRegistry((address) => memory.release(address))
  }

  /** A new arena of any contents. */
  arena(bytes: number): Arena {
    const before = this.memory.memory.buffer
    const arena = { address: this.memory.allocate(bytes) }
    this.#released.register(arena, arena.address)
    if (!this.memory.shared && before !== this.memory.memory.buffer) this.#rebind()
    return arena
  }

  /** The address of a storage that lives in kernel memory, else null. */
  residentAddress(storage: Storage): number | null {
    return this.#addresses.get(storage) ?? null
  }

  /** The address of a storage's first element; a storage that lives elsewhere moves in. */
  addressOf(storage: Storage): number {
    return (
      this.#addresses.get(storage) ?? this.place(storage, this.arena(storage.data.byteLength), 0)
    )
  }

  /** Moves a storage with its contents to an offset in an arena, and returns its address. */
  place(storage: Storage, arena: Arena, offset: number): number {
    const address = arena.address + offset
    const contents = storage.data
    this.#bind(storage, arena, address)
    storage.data.set(contents)
    if (!this.memory.shared) this.#residents.add(new WeakRef(storage))
    return address
  }

  #bind(storage: Storage, arena: Arena, address: number): void {
    storage.data = view(this.memory, storage.dtype, address, storage.data.length)
    this.#addresses.set(storage, address)
    this.#arenaOf.set(storage.data, arena)
  }

  #rebind(): void {
    for (const reference of this.#residents) {
      const storage = reference.deref()
      const arena = storage && this.#arenaOf.get(storage.data)
      const address = storage && this.#addresses.get(storage)
      if (!storage || !arena || address === undefined) this.#residents.delete(reference)
      else this.#bind(storage, arena, address)
    }
  }
}

function view(memory: KernelMemory, dtype: DType, address: number, length: number): TypedArray {
  if (dtype === 'float32') return memory.float32(address, length)
  if (dtype === 'float64') return memory.float64(address, length)
  if (dtype === 'int32') return memory.int32(address, length)
  return memory.uint8(address, length)
}
