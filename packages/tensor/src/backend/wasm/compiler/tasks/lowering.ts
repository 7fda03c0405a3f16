import type { KernelArguments } from '../../../../core/kernel-argument'
import type { Tensor } from '../../../../core/tensor'
import type { Epilogue } from './epilogue'
import type { LoweringContext } from './lowering-context'
import type { Matrix } from './matrix'
import type { HostTask, Task } from './task'

/** How a kernel call becomes tasks of compiled kernels. */
export interface Lowering {
  /** The tasks that do what a call does; null when its dtypes or layouts have no compiled kernel. */
  lower(context: LoweringContext, args: KernelArguments): readonly (Task | HostTask)[] | null
  /** Of products: the task that writes its result, through an epilogue, into a matrix of another tensor. */
  lowerWithEpilogue?: LowerWithEpilogue
  /** Of gradients: the tasks that write 0 where `mask`, laid out as the result, is not positive. */
  lowerWithMask?: LowerWithMask
}

export type LowerWithEpilogue = (
  context: LoweringContext,
  args: KernelArguments,
  target: MatrixOf,
  epilogue: Epilogue,
) => Task | null

type LowerWithMask = (
  context: LoweringContext,
  args: KernelArguments,
  mask: Tensor,
) => readonly Task[] | null

/** A matrix of a tensor. */
export interface MatrixOf {
  readonly tensor: Tensor
  readonly matrix: Matrix
}
