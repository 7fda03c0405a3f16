import type { Executor } from '../backend/executor'
import type { Call, Kernel, KernelName } from '../backend/kernel'
import { CaptureError } from '../core/errors'
import { isDense } from '../core/layout'
import { type MemoryObserver, withMemoryObserver } from '../core/memory-observer'
import type { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import type { View } from '../core/view'
import type { InitialContents, Trace } from './trace'

/**
 * Records which kernels a function calls on which memory while it runs eagerly. It is the executor of the run
 * in front of the backend's own, and observes allocations and reads.
 */
export class Recorder implements Executor, MemoryObserver {
  readonly name: string
  readonly #inner: Executor
  /** The leaves that were given a gradient during the run. */
  readonly gradientLeaves = new Set<Tensor>()
  readonly #calls: Call[] = []
  readonly #born = new Map<Storage, InitialContents>()
  readonly #outside = new Set<Storage>()

  /** @param inner what runs the kernels */
  constructor(inner: Executor) {
    this.#inner = inner
    this.name = inner.name
  }

  run(kernel: Kernel, args: readonly unknown[]): void {
    this.#record(kernel, args)
    // Memory that a kernel reads or allocates itself is not recorded.
    withMemoryObserver(null, () => this.#inner.run(kernel, args))
  }

  allocated(storage: Storage): void {
    this.#born.set(storage, 'constant')
  }

  read(tensor: Tensor, how: string): void {
    if (this.#born.get(tensor.storage) === 'constant') return
    throw new CaptureError(
      `capture: ${how} was used on a tensor inside the captured function; a replay could not repeat ` +
        'what depends on its value. Return the tensor and read it outside, or choose with `where`',
    )
  }

  gradientSet(leaf: Tensor): void {
    this.gradientLeaves.add(leaf)
  }

  trace(): Trace {
    return { calls: this.#calls, born: this.#born, outside: this.#outside }
  }

  #record(kernel: Kernel, args: readonly unknown[]): void {
    const { name, roles } = kernel
    const call = {
      kernel,
      args: args.map((arg, i) => tracedArgument(name, roles[i] === 'value', arg)),
    }
    const tensors = call.args.map((arg) => (arg instanceof Tensor ? arg : null))
    const inputs = tensors.filter((_, i) => roles[i] === 'read')
    tensors.forEach((tensor, i) => {
      if (tensor === null) return
      if (!this.#born.has(tensor.storage)) this.#outside.add(tensor.storage)
      if (roles[i] === 'read') return
      const isRead =
        roles[i] === 'update' || inputs.some((input) => input?.storage === tensor.storage)
      this.#written(tensor, isRead)
    })
    this.#calls.push(call)
  }

  /** Keeps what memory born here held before its first kernel, unless that kernel overwrites it whole. */
  #written(tensor: Tensor, isRead: boolean): void {
    const { storage } = tensor
    if (this.#born.get(storage) !== 'constant') return
    const isWhole = !isRead && isDense(tensor) && tensor.size === storage.data.length
    const wasRead = this.#calls.some(({ args }) =>
      args.some((arg) => arg instanceof Tensor && arg.storage === storage),
    )
    this.#born.set(storage, isWhole && !wasRead ? 'overwritten' : storage.data.slice())
  }
}

function tracedArgument(kernel: KernelName, isValue: boolean, arg: unknown): Call['args'][number] {
  if (isValue) return arg as Exclude<Call['args'][number], Tensor | null>
  if (arg === null || arg === undefined) return null
  if (arg instanceof Tensor) return arg
  const { shape } = arg as View
  throw new CaptureError(
    `capture: '${kernel}' was given plain memory of shape [${shape}] instead of a tensor, as reading values does; ` +
      'return the tensor and read it outside the captured function',
  )
}
