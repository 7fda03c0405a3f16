import { boolean, optional, options, orNull } from '@handwritten/checks'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { isFloat } from '../core/dtype'
import { DTypeError, ShapeError } from '../core/errors'
import { formatShape, sameShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { adamUpdateKernel, sgdUpdateKernel } from '../kernels/optimizers'

export interface SgdUpdateOptions {
  /** Running mean of the gradients, of the parameter's shape; none without momentum. */
  velocity?: Tensor | null
  /** Looks one step ahead along the velocity. Default false. */
  nesterov?: boolean
}

const sgdArguments = {
  parameter: tensorCheck,
  gradient: tensorCheck,
  hyper: tensorCheck,
  options: optional(
    options<SgdUpdateOptions>({ velocity: orNull(tensorCheck), nesterov: boolean }),
  ),
}

/**
 * One step of stochastic gradient descent, written into `parameter` and `velocity`. `hyper` is a
 * float64 [5] tensor that is read at each call: learning rate, momentum, dampening, weight decay,
 * number of the step from 1.
 *
 * g = gradient + decay parameter;  v = g at step 1, momentum v + (1 - dampening) g later;
 * parameter -= rate (g + momentum v with nesterov, v without, g when there is no velocity).
 * Source: torch.optim.SGD.
 */
export function sgdUpdate(
  parameter: Tensor,
  gradient: Tensor,
  hyper: Tensor<'float64'>,
  options: SgdUpdateOptions = {},
): void {
  checkCall('sgdUpdate', arguments, sgdArguments)
  const { velocity = null, nesterov = false } = options
  checkUpdate('sgdUpdate', parameter, hyper, 5, [gradient, ...(velocity ? [velocity] : [])])
  run(sgdUpdateKernel, parameter, gradient, velocity, hyper, nesterov)
  markWritten(parameter, velocity)
}

export interface AdamUpdateOptions {
  /** Largest second moment so far (AMSGrad), of the parameter's shape. Default none. */
  largest?: Tensor | null
  /** Takes weight decay from the parameter, not through the gradient (AdamW). Default false. */
  decoupled?: boolean
}

const adamArguments = {
  parameter: tensorCheck,
  gradient: tensorCheck,
  first: tensorCheck,
  second: tensorCheck,
  hyper: tensorCheck,
  options: optional(
    options<AdamUpdateOptions>({ largest: orNull(tensorCheck), decoupled: boolean }),
  ),
}

/**
 * One step of Adam, written into `parameter`, `first` and `second`. `hyper` is a float64 [6] tensor
 * that is read at each call: learning rate, beta1, beta2, epsilon, weight decay, step number from 1.
 *
 * m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;
 * parameter -= rate / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
 * Source: Kingma and Ba, arXiv 1412.6980; AdamW: Loshchilov and Hutter, arXiv 1711.05101.
 */
export function adamUpdate(
  parameter: Tensor,
  gradient: Tensor,
  first: Tensor,
  second: Tensor,
  hyper: Tensor<'float64'>,
  options: AdamUpdateOptions = {},
): void {
  checkCall('adamUpdate', arguments, adamArguments)
  const { largest = null, decoupled = false } = options
  const others = [gradient, first, second, ...(largest ? [largest] : [])]
  checkUpdate('adamUpdate', parameter, hyper, 6, others)
  run(adamUpdateKernel, parameter, gradient, first, second, largest, hyper, decoupled)
  markWritten(parameter, first, second, largest)
}

function checkUpdate(
  operation: string,
  parameter: Tensor,
  hyper: Tensor,
  count: number,
  others: readonly Tensor[],
): void {
  if (!isFloat(parameter.dtype) || others.some((other) => other.dtype !== parameter.dtype)) {
    const found = [parameter, ...others].map((tensor) => tensor.dtype).join(', ')
    throw new DTypeError(`${operation}: expected tensors of one float dtype, found ${found}`)
  }
  const wrong = others.find((other) => !sameShape(other.shape, parameter.shape))
  if (wrong !== undefined) {
    throw new ShapeError(
      `${operation}: expected the parameter's shape ${formatShape(parameter.shape)}, found ${formatShape(wrong.shape)}`,
    )
  }
  if (hyper.dtype !== 'float64' || !sameShape(hyper.shape, [count])) {
    throw new ShapeError(
      `${operation}: expected hyper as float64 [${count}], found ${hyper.dtype} ${formatShape(hyper.shape)}`,
    )
  }
}

function markWritten(...written: (Tensor | null)[]): void {
  for (const tensor of written) if (tensor !== null) tensor.storage.version++
}
