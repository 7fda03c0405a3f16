import type { Storage } from '../../../../core/storage'
import type { Tensor } from '../../../../core/tensor'
import type { LoweringContext } from './lowering-context'
import type { Block } from './task'

/** The memory that the tasks of one program name, as they are made. */
export class ProgramContext implements LoweringContext {
  readonly threads: number
  readonly wide: number
  readonly #blocks = new Map<Storage, Block>()
  readonly #written: ReadonlySet<Storage>

  /** @param written the storages that the program writes */
  constructor(threads: number, wide: number, written: ReadonlySet<Storage>) {
    this.threads = threads
    this.wide = wide
    this.#written = written
  }

  get blocks(): Iterable<Block> {
    return this.#blocks.values()
  }

  blockOf({ storage }: Tensor): Block {
    let block = this.#blocks.get(storage)
    if (block === undefined) {
      block = { bytes: storage.data.byteLength, storage }
      this.#blocks.set(storage, block)
    }
    return block
  }

  isKnown({ storage }: Tensor): boolean {
    return !this.#written.has(storage)
  }

  temporary(bytes: number): Block {
    return { bytes, storage: null }
  }

  scratch(bytes: number): readonly Block[] {
    return Array.from({ length: this.threads }, () => this.temporary(bytes))
  }
}
