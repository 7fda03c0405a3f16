import type { Trace } from '../../../capture/trace'
import type { Storage } from '../../../core/storage'
import type { Tensor } from '../../../core/tensor'
import { operandsOf } from './optimize/def-use'
import type { Context } from './tasks/lowering-context'
import type { Block } from './tasks/task'

/** The memory that the tasks of one program name, as they are made. */
export class ProgramContext implements Context {
  readonly threads: number
  readonly wide: number
  readonly #blocks = new Map<Storage, Block>()
  readonly #written: ReadonlySet<Storage>

  constructor(threads: number, wide: number, { calls }: Trace) {
    this.threads = threads
    this.wide = wide
    const written = calls.flatMap((call) => operandsOf(call).writes)
    this.#written = new Set(written.map(({ storage }) => storage))
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
