import { count, describe, func, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { GradientError } from '../core/errors'
import { noTensor, Tensor } from '../core/tensor'
import { zerosLike } from '../creation/creation'
import { gradients } from './backward'
import { isRecording, record, withRecording } from './tape/graph'

/** How many transforms are at work, one inside the other. */
let depth = 0

export interface GradOptions<I extends number = number> {
  /** Which arguments to differentiate by, from 0. Default 0. */
  argument?: I
}

/** A function of tensors whose result is a single element. */
export type ScalarFunction<Args extends readonly unknown[]> = (...args: Args) => Tensor

/** A gradient has the dtype and the shape of what it is the gradient by. */
type GradientFor<X> = X extends Tensor<infer D, infer S> ? Tensor<D, S> : Tensor

/** A tensor that stands for `x` in one transform: its gradients are told apart from those of `x`. */
function watched(x: Tensor): Tensor {
  const variable = record('variable', x.detach(), [x], [(g) => g])
  variable.requiresGrad = true
  return variable
}

/**
 * The function that gives both the value of `fn` and its gradient by one of its arguments. It may
 * be used inside of itself, for gradients of gradients.
 * @throws GradientError when the argument is not a float tensor or the value is not one element.
 */
export function valueAndGrad<Args extends readonly unknown[], const I extends number = 0>(
  fn: ScalarFunction<Args>,
  options: GradOptions<I> = {},
): (...args: Args) => { value: Tensor; gradient: GradientFor<Args[I]> } {
  checkCall('valueAndGrad', arguments, gradArguments)
  const argument = options.argument ?? 0
  return (...args) => {
    const x = args[argument]
    if (!(x instanceof Tensor)) {
      throw new GradientError(`grad: argument ${argument}: expected a tensor, found ${noTensor(x)}`)
    }
    // Inside another transform, or of a tensor that is itself recorded, the gradient must stay
    // differentiable; elsewhere its graph is thrown away.
    const createGraph = isRecording() && (depth > 0 || x.requiresGrad)
    depth++
    try {
      return withRecording(true, () => {
        const variable = watched(x)
        const value = fn(...(args.with(argument, variable) as unknown as Args))
        if (!(value instanceof Tensor)) {
          throw new GradientError(
            `grad: expected a function that returns a tensor, found ${describe(value)}`,
          )
        }
        if (value.size !== 1) {
          throw new GradientError(
            `grad: expected a function with one element as its value, found shape [${value.shape}]`,
          )
        }
        const gradient = value.requiresGrad
          ? gradients(value, undefined, { createGraph }, new Set([variable])).get(variable)
          : undefined
        return {
          value: createGraph ? value : value.detach(),
          gradient: (gradient ?? zerosLike(x)) as GradientFor<Args[I]>,
        }
      })
    } finally {
      depth--
    }
  }
}

const gradArguments = { fn: func(), options: optional(options<GradOptions>({ argument: count })) }

/** The function that gives the gradient of `fn` by one of its arguments; see `valueAndGrad`. */
export function grad<Args extends readonly unknown[], const I extends number = 0>(
  fn: ScalarFunction<Args>,
  options: GradOptions<I> = {},
): (...args: Args) => GradientFor<Args[I]> {
  checkCall('grad', arguments, gradArguments)
  const both = valueAndGrad(fn, options)
  return (...args) => both(...args).gradient
}
