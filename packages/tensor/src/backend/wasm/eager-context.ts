import type { Storage } from '../../core/storage'
import type { Tensor } from '../../core/tensor'
import type { LoweringContext } from './compiler/tasks/lowering-context'
import type { Block, HostTask, Instruction, Task } from './compiler/tasks/task'
import type { ResidentStorage } from './memory/resident-storage'
import { parametersOf } from './modules/kernel-module'

/** From this size on, storages that calls use repeatedly become resident. */
const PROMOTED_BYTES = 1 << 20

/** Memory for one eager call: copies of its tensors in kernel memory, released when it is over. */
export class EagerContext implements LoweringContext {
  readonly threads = 1
  readonly wide: number
  readonly #residentStorage: ResidentStorage
  readonly #overwritten: ReadonlySet<Storage>
  readonly #blocks = new Map<Storage, Block>()
  readonly #addresses = new Map<Block, number>()
  readonly #allocated: number[] = []

  constructor(residentStorage: ResidentStorage, overwritten: ReadonlySet<Storage>) {
    this.wide = residentStorage.memory.wide
    this.#residentStorage = residentStorage
    this.#overwritten = overwritten
  }

  blockOf({ storage }: Tensor): Block {
    let block = this.#blocks.get(storage)
    if (block === undefined) {
      block = { bytes: storage.data.byteLength, storage }
      this.#blocks.set(storage, block)
    }
    return block
  }

  isKnown(): boolean {
    return true
  }

  temporary(bytes: number): Block {
    return { bytes, storage: null }
  }

  scratch(bytes: number): readonly Block[] {
    return [this.temporary(bytes)]
  }

  /** Copies what a task reads, runs it, and copies what it wrote back. */
  perform(task: Task | HostTask): void {
    if ('run' in task) {
      task.run()
      return
    }
    task.check?.()
    for (const { block } of [...task.reads, ...task.writes]) this.#addressOf(block)
    for (const instruction of task.instructions(0)) this.#execute(instruction)
    for (const { block } of task.writes) this.#copyBack(block)
    task.verify?.()
  }

  clear(): void {
    for (const address of this.#allocated) this.#residentStorage.memory.release(address)
  }

  #execute({ kernel, args }: Instruction): void {
    const values = parametersOf(kernel).map(([name]) => {
      const argument = args[name]
      return typeof argument === 'number'
        ? argument
        : this.#addressOf(argument.block) + argument.offset
    })
    this.#residentStorage.memory.kernel(kernel)(...values)
  }

  #addressOf(block: Block): number {
    const known = this.#addresses.get(block)
    if (known !== undefined) return known
    const address = this.#residentAddress(block) ?? this.#copyIn(block)
    this.#addresses.set(block, address)
    return address
  }

  /** Large memory that is used again and again moves in for good instead of being copied at each call. */
  #residentAddress({ storage, bytes }: Block): number | null {
    if (storage === null) return null
    const address = this.#residentStorage.residentAddress(storage)
    if (address !== null || bytes < PROMOTED_BYTES) return address
    return this.#residentStorage.shouldPromote(storage)
      ? this.#residentStorage.addressOf(storage)
      : null
  }

  #copyIn(block: Block): number {
    const address = this.#residentStorage.memory.allocate(block.bytes)
    this.#allocated.push(address)
    if (block.storage !== null && !this.#overwritten.has(block.storage)) {
      this.#bytes(address, block).set(bytesOf(block.storage))
    }
    return address
  }

  #copyBack(block: Block): void {
    const address = this.#addressOf(block)
    if (block.storage === null || !this.#allocated.includes(address)) return
    bytesOf(block.storage).set(this.#bytes(address, block))
  }

  #bytes(address: number, { bytes }: Block): Uint8Array {
    return this.#residentStorage.memory.uint8(address, bytes)
  }
}

function bytesOf({ data }: Storage): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
