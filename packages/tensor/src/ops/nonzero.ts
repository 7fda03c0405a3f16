import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorArguments } from '../core/checks'
import { empty } from '../core/empty'
import type { Tensor } from '../core/tensor'
import { nonzeroKernel } from '../kernels/sort'
import type { ShapeIn } from '../types/shapes'
import { notEqual } from './comparison'
import { sum } from './sum'

/**
 * The positions of the elements that are not 0, in row-major order, one row each: int32
 * [count, ndim]. Its shape depends on the values, so that it cannot be part of a captured program.
 */
export function nonzero<X extends Tensor>(x: X): Tensor<'int32', [number, ShapeIn<X>['length']]>
export function nonzero(x: Tensor): Tensor<'int32'> {
  checkCall('nonzero', arguments, tensorArguments)
  const count = sum(notEqual(x, 0)).item()
  const out = empty([count, x.ndim], 'int32')
  run(nonzeroKernel, x, out)
  return out
}
