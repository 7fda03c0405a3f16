import { func } from '@handwritten/checks'
import { isRecording } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { GradientError, ValueError } from '../core/errors'
import type { Exchange } from '../core/kernel-argument'
import { isContiguous } from '../core/layout'
import type { Tensor } from '../core/tensor'
import { exchangeKernel } from '../kernels/exchange'

const exchangeArguments = { values: tensorCheck, work: func<Exchange>() }

/**
 * Calls `work` with the elements of a contiguous tensor, which it may read and change in place: the
 * place in a captured function where code outside takes part, such as a sum over processes. Each
 * replay calls `work` again, after the kernels before it and before those that follow. Pass the same
 * function each time; the memory that it receives is valid only during the call.
 * @throws ValueError when `values` is not contiguous
 * @throws GradientError when `values` requires a gradient outside `noGrad`
 */
export function exchange(values: Tensor, work: Exchange): void {
  checkCall('exchange', arguments, exchangeArguments)
  if (!isContiguous(values)) {
    throw new ValueError('exchange: expected a contiguous tensor; pass a copy')
  }
  if (values.requiresGrad && isRecording()) {
    throw new GradientError(
      'exchange: the tensor requires a gradient, which cannot follow a write; call it inside noGrad',
    )
  }
  run(exchangeKernel, work, values)
  values.storage.version++
}
