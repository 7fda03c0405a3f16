import type { CompilingBackend } from '../../capture/replay'
import type { Call } from '../../capture/trace'
import { isDense } from '../../core/layout'
import type { Storage } from '../../core/storage'
import { Tensor } from '../../core/tensor'
import { signatures } from '../../generated/kernels'
import type { Backend } from '../backend'
import { type KernelName, kernelRoles } from '../kernel-roles'
import { reference } from '../reference/reference'
import { compile } from './compiler/compile'
import { lowerCall } from './compiler/lower/lower-call'
import type { Context } from './compiler/tasks/lowering-context'
import type { Block, HostTask, Instruction, Place, Task } from './compiler/tasks/task'
import type { ResidentStorage } from './memory/resident-storage'
import type { ThreadPool } from './threads/thread-pool'

/**
 * The backend of WebAssembly kernels. A call that has a compiled kernel runs on copies of its tensors
 * in kernel memory (on the tensors themselves where they live there), any other on the reference
 * backend. Captured functions become programs of the same kernels, so both have the same bits.
 */
export function wasmBackend(
  residentStorage: ResidentStorage,
  currentPool: () => ThreadPool,
): CompilingBackend {
  const kernels: Record<string, unknown> = {}
  for (const kernel of Object.keys(kernelRoles) as KernelName[]) {
    const plain = reference[kernel].bind(reference) as (...args: unknown[]) => void
    kernels[kernel] = (...args: unknown[]) => {
      if (!runCompiled(residentStorage, { kernel, args: args as Call['args'] })) plain(...args)
    }
  }
  const backend = kernels as unknown as Omit<Backend, 'name'>
  return {
    ...backend,
    name: 'wasm',
    compile: (trace, kept, onReplay) =>
      compile(trace, { kept, residentStorage, currentPool, onReplay }),
  }
}

/** Runs a call by itself on one thread; false when no compiled kernel does what it does. */
function runCompiled(residentStorage: ResidentStorage, call: Call): boolean {
  const roles = kernelRoles[call.kernel]
  const isView = (arg: unknown, i: number) => roles[i] !== 'value' && arg !== null
  if (!call.args.every((arg, i) => !isView(arg, i) || arg instanceof Tensor)) return false
  const context = new EagerContext(residentStorage, overwritten(call))
  try {
    const tasks = lowerCall(context, call)
    if (tasks === null) return false
    for (const task of tasks) context.perform(task)
    return true
  } finally {
    context.clear()
  }
}

/** Below this size a copy costs less than to find out whether it is needed. */
const COPIED_BYTES = 1 << 14

/** The storages that a call writes every element of and does not read. */
function overwritten({ kernel, args }: Call): Set<Storage> {
  const tensors = args.filter((arg) => arg instanceof Tensor)
  const whole = tensors.filter((tensor) => {
    const { storage, size } = tensor
    if (storage.data.byteLength < COPIED_BYTES || storage.data.length > size) return false
    const isAlone = tensors.every((other) => other === tensor || other.storage !== storage)
    return isAlone && kernelRoles[kernel][args.indexOf(tensor)] === 'write' && isDense(tensor)
  })
  return new Set(whole.map(({ storage }) => storage))
}

/** From this size on, storages that calls use repeatedly become resident. */
const PROMOTED_BYTES = 1 << 20

/** Kernel memory for the time of one call. */
class EagerContext implements Context {
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
    const values = signatures[kernel].parameters.map(([name]) => {
      const argument = (args as Readonly<Record<string, number | Place>>)[name]
      return typeof argument === 'number'
        ? argument
        : this.#addressOf(argument.block) + argument.offset
    })
    const run = this.#residentStorage.memory.kernels[kernel] as (...values: number[]) => void
    run(...values)
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
