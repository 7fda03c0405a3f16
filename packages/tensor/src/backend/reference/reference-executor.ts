import type { Executor } from '../executor'
import type { Kernel } from '../kernel'

/** Runs the reference implementation of each kernel. */
export const referenceExecutor: Executor = {
  name: 'reference',
  run: runReference,
}

/** Runs the reference implementation of a kernel. */
export function runReference(kernel: Kernel, args: readonly unknown[]): void {
  const implementation = kernel.reference as (...args: readonly unknown[]) => void
  implementation(...args)
}
