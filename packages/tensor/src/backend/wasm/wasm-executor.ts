import type { KernelArguments } from '../../core/kernel-argument'
import { isDense } from '../../core/layout'
import type { Storage } from '../../core/storage'
import { Tensor } from '../../core/tensor'
import type { Executor } from '../executor'
import type { Call, Kernel } from '../kernel'
import { runReference } from '../reference/reference-executor'
import { EagerContext } from './eager-context'
import type { ResidentStorage } from './memory/resident-storage'
import type { ThreadPool } from './threads/thread-pool'

/**
 * Runs kernels on WebAssembly. A call that has a compiled kernel runs on copies of its tensors in kernel memory
 * (on resident tensors in place), any other on the reference implementation. Captured functions compile to
 * programs of the same kernels, so both have the same bits.
 */
export class WasmExecutor implements Executor {
  readonly name = 'wasm'
  readonly residentStorage: ResidentStorage
  /** The threads on which programs run. */
  readonly currentPool: () => ThreadPool

  constructor(residentStorage: ResidentStorage, currentPool: () => ThreadPool) {
    this.residentStorage = residentStorage
    this.currentPool = currentPool
  }

  run(kernel: Kernel, args: readonly unknown[]): void {
    if (!runCompiled(this.residentStorage, kernel, args)) runReference(kernel, args)
  }
}

/** Runs a call on one thread; false when no compiled kernel takes it. */
function runCompiled(
  residentStorage: ResidentStorage,
  kernel: Kernel,
  args: readonly unknown[],
): boolean {
  const isView = (arg: unknown, i: number) => kernel.roles[i] !== 'value' && arg !== null
  if (!kernel.lowering) return false
  if (!args.every((arg, i) => !isView(arg, i) || arg instanceof Tensor)) return false
  const call = { kernel, args: args as KernelArguments }
  const context = new EagerContext(residentStorage, overwritten(call))
  try {
    const tasks = kernel.lowering.lower(context, call.args)
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
    return isAlone && kernel.roles[args.indexOf(tensor)] === 'write' && isDense(tensor)
  })
  return new Set(whole.map(({ storage }) => storage))
}
