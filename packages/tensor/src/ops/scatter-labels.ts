import { run } from '../backend/executor'
import { IndexError } from '../core/errors'
import type { Tensor } from '../core/tensor'
import { scatterAddAlongAxisKernel } from '../kernels/gather'
import { less } from './comparison'
import { where } from './where'

/**
 * out[.., labels[.., j, ..], ..] += values[.., j, ..] along `axis`, where labels count from 0 only.
 * @throws IndexError when a label is negative, or not below the size of the axis.
 */
export function scatterLabels(
  operation: string,
  values: Tensor,
  labels: Tensor,
  axis: number,
  out: Tensor,
): void {
  const size = out.shape[axis]
  // The kernel counts negative indices from the end; past the end it refuses them.
  const fromZero = where(less(labels, 0), size, labels)
  try {
    run(scatterAddAlongAxisKernel, values, fromZero, axis, out)
  } catch (error) {
    if (!(error instanceof IndexError)) throw error
    throw new IndexError(
      `${operation}: expected whole numbers from 0 to ${size - 1}, found another`,
    )
  }
}
