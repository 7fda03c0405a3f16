import type { Trace } from '../../../../capture/trace'
import { isSameView } from '../../../../core/layout'
import type { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import type { Call, KernelName } from '../../../kernel'
import type { LoweringContext } from '../tasks/lowering-context'
import type { Task } from '../tasks/task'
import { removeDeadCalls } from './dead-calls'
import { DefUse } from './def-use'
import { maskedMatmul, matmulDescent } from './fused-matmul'
import { maskedPictureGradient } from './fused-picture-gradient'

/** Calls that become one task where `lower` returns one; else a task each. */
export interface Job {
  readonly calls: readonly Call[]
  readonly lower?: (context: LoweringContext) => Task | readonly Task[] | null
  /** Whether the assumptions of `lower` still hold; checked before each replay. */
  readonly holds?: () => boolean
}

/**
 * Eliminates dead calls, and fuses a call with the only reader of its result: a linear layer with its ReLU, a
 * product with the mask of a ReLU's gradient, and the gradient of a weight with its plain SGD update. Rounding
 * is the same as in separate calls, so the bits are the same.
 * @param kept memory that must hold its contents after the run
 */
export function fuse(trace: Trace, kept: ReadonlySet<Storage>): Job[] {
  const { born } = trace
  const calls = removeDeadCalls(trace, kept)
  const defUse = new DefUse(calls)
  const jobs: (Job | null)[] = calls.map((call) => ({ calls: [call] }))
  calls.forEach((call, i) => {
    const result = call.args[call.args.length - 1]
    if (!(result instanceof Tensor) || !born.has(result.storage) || kept.has(result.storage)) return
    const reader = defUse.onlyReader(result.storage, i)
    if (reader <= i || !namesOnce(calls[reader], result)) return
    const inputs = call.args.slice(0, -1).filter((arg) => arg instanceof Tensor)
    if (inputs.some(({ storage }) => defUse.isWrittenBetween(storage, i, reader))) return
    const joined = join(call, calls[reader], result, defUse)
    if (joined === null) return
    jobs[i] = null
    jobs[reader] = joined
  })
  return jobs.filter((job) => job !== null)
}

function namesOnce({ args }: Call, { storage }: Tensor): boolean {
  return args.filter((arg) => arg instanceof Tensor && arg.storage === storage).length === 1
}

function join(first: Call, second: Call, between: Tensor, defUse: DefUse): Job | null {
  const activation = activationPlace[first.kernel.name]
  const withReLU = activation && joinReLU(first, second, between, activation)
  if (withReLU) return withReLU
  const fused =
    maskedMatmul(first, second, between) ??
    maskedPictureGradient(first, second, between) ??
    matmulDescent(first, second, between, defUse)
  return fused && { calls: [first, second], ...fused }
}

/** The position of the activation among the arguments of kernels that have one. */
const activationPlace: { readonly [K in KernelName]?: number } = {
  linear: 3,
  conv2d: 4,
  csrMatmul: 5,
}

/** A layer, then relu of its whole result: the layer's kernel applies the ReLU as its activation. */
function joinReLU(first: Call, second: Call, between: Tensor, activation: number): Job | null {
  const [op, x, out] = second.args
  if (second.kernel.name !== 'unary' || op !== 'relu' || !(x instanceof Tensor)) return null
  if (first.args[activation] !== 'none' || !isSameView(x, between)) return null
  return {
    calls: [{ kernel: first.kernel, args: [...first.args.slice(0, activation), 'relu', out] }],
  }
}
