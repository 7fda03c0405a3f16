import type { Backend, View } from '../backend/backend'
import { type KernelName, kernelRoles } from '../backend/kernel-roles'
import { CaptureError } from '../core/errors'
import { isDense } from '../core/layout'
import { type MemoryObserver, withMemoryObserver } from '../core/memory-observer'
import type { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import type { Call, InitialContents, Trace } from './trace'

/**
 * Writes down, while a function runs eagerly, which kernels it calls on which memory. It stands
 * between the operations and the backend (`backend`), and watches allocations and reads.
 */
export class Recorder implements MemoryObserver {
  readonly backend: Backend
  /** The leaves that were given a gradient during the run. */
  readonly gradientLeaves = new Set<Tensor>()
  readonly #calls: Call[] = []
  readonly #born = new Map<Storage, InitialContents>()
  readonly #outside = new Set<Storage>()

  constructor(inner: Backend) {
    const wrapped: Record<string, unknown> = { name: inner.name }
    for (const kernel of Object.keys(kernelRoles) as KernelName[]) {
      const run = inner[kernel].bind(inner) as (...args: unknown[]) => void
      wrapped[kernel] = (...args: unknown[]) => {
        this.#record(kernel, args)
        // What a kernel does to see its elements is its own affair.
        withMemoryObserver(null, () => run(...args))
      }
    }
    this.backend = wrapped as unknown as Backend
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

  #record(kernel: KernelName, args: unknown[]): void {
    const roles = kernelRoles[kernel]
    const call = {
      kernel,
      args: args.map((arg, i) => tracedArgument(kernel, roles[i] === 'value', arg)),
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
