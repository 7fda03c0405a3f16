import type { Shape } from '../core/shape'
import type { Tensor } from '../core/tensor'

/**
 * What a parameter becomes when shapes are known not to fit: nothing can be passed for it, and the
 * compiler shows the message.
 */
export interface ShapeMismatch<Message extends string> {
  readonly shapeMismatch: Message
}

/** A shape that was given, as part of a tensor's type: a tuple, or `Shape` where its length is unknown. */
export type Dims<S extends Shape> = number extends S['length']
  ? Shape
  : { -readonly [Axis in keyof S]: S[Axis] }

/** The shape of an operand; that of a number is `[]`. */
export type ShapeIn<X> =
  X extends Tensor<infer _, infer S> ? S : X extends number | boolean ? [] : Shape

/** `S`, or an unknown shape for `never`, which stands for shapes that do not fit. */
export type OrUnknown<S extends Shape> = [S] extends [never] ? Shape : S

type Joined<S extends Shape> = S extends readonly [infer Only extends number]
  ? `${Only}`
  : S extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? `${First}, ${Joined<Rest>}`
    : ''

/** As `formatShape` writes it. */
export type FormatShape<S extends Shape> = `[${Joined<S>}]`

/** Whether two sizes may be the same. */
export type FitSize<M extends number, N extends number> = number extends M
  ? true
  : number extends N
    ? true
    : M extends N
      ? true
      : false
