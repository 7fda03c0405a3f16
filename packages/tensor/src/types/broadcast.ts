import type { Shape } from '../core/shape'
import type { FormatShape, OrUnknown, ShapeIn, ShapeMismatch } from './shapes'

/** The size that both stretch to, or `never`. */
type Stretch<M extends number, N extends number> = M extends 1
  ? N
  : N extends 1
    ? M
    : number extends M
      ? N
      : number extends N
        ? M
        : M extends N
          ? M
          : never

type Aligned<A extends Shape, B extends Shape, Done extends number[] = []> = A extends readonly [
  ...infer RestA extends Shape,
  infer M extends number,
]
  ? B extends readonly [...infer RestB extends Shape, infer N extends number]
    ? [Stretch<M, N>] extends [never]
      ? never
      : Aligned<RestA, RestB, [Stretch<M, N>, ...Done]>
    : [...A, ...Done]
  : [...B, ...Done]

/** The shape that both stretch to: sizes are compared from the last axis. `never` if they do not fit. */
export type Broadcast<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? Shape
  : Aligned<A, B>

/** The shape of an operation on pairs of elements. */
export type BroadcastIn<A, B> = OrUnknown<Broadcast<ShapeIn<A>, ShapeIn<B>>>

/** The shape of a choice by `C` between elements of `A` and `B`. */
export type ChosenShape<C, A, B> = OrUnknown<Broadcast<ShapeIn<C>, BroadcastIn<A, B>>>

/** A second operand, refused with a message when its shape is known not to broadcast with the first. */
export type Beside<Operation extends string, A, B> = B &
  ([A] extends [number | boolean]
    ? unknown
    : [B] extends [number | boolean]
      ? unknown
      : [Broadcast<ShapeIn<A>, ShapeIn<B>>] extends [never]
        ? ShapeMismatch<`${Operation}: shapes do not broadcast: ${FormatShape<ShapeIn<A>>} and ${FormatShape<ShapeIn<B>>}`>
        : unknown)
