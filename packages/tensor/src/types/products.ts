import type { Shape } from '../core/shape'
import type { Broadcast } from './broadcast'
import type { FitSize, FormatShape, OrUnknown, ShapeIn, ShapeMismatch } from './shapes'

/** The matrix product's shape; `never` if the inner sizes or the axes in front do not fit. */
type MatmulShape<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? Shape
  : A extends readonly [infer K extends number]
    ? RowTimes<K, B>
    : A extends readonly [
          ...infer Front extends Shape,
          infer M extends number,
          infer K extends number,
        ]
      ? MatrixTimes<Front, M, K, B>
      : never

/** [k] x [..., k, n] */
type RowTimes<K extends number, B extends Shape> = B extends readonly [infer L extends number]
  ? Inner<K, L, []>
  : B extends readonly [
        ...infer Front extends Shape,
        infer L extends number,
        infer N extends number,
      ]
    ? Inner<K, L, [...Front, N]>
    : never

/** [..., m, k] x [..., k, n] */
type MatrixTimes<
  FrontA extends Shape,
  M extends number,
  K extends number,
  B extends Shape,
> = B extends readonly [infer L extends number]
  ? Inner<K, L, [...FrontA, M]>
  : B extends readonly [
        ...infer FrontB extends Shape,
        infer L extends number,
        infer N extends number,
      ]
    ? [Broadcast<FrontA, FrontB>] extends [never]
      ? never
      : Inner<K, L, [...Broadcast<FrontA, FrontB>, M, N]>
    : never

type Inner<K extends number, L extends number, S extends Shape> =
  FitSize<K, L> extends true ? S : never

/** The shape of x W^T: [n, k] and [outputs, k] give [n, outputs]; `never` if they do not fit. */
type LinearShape<X extends Shape, W extends Shape> = number extends X['length'] | W['length']
  ? Shape
  : X extends readonly [infer N extends number, infer K extends number]
    ? W extends readonly [infer Outputs extends number, infer L extends number]
      ? Inner<K, L, [N, Outputs]>
      : never
    : never

/** A weight, refused with a message when it is known not to fit the input. */
export type WeightFor<X, W> = W &
  ([LinearShape<ShapeIn<X>, ShapeIn<W>>] extends [never]
    ? ShapeMismatch<`linear: expected x [n, inputs] and weight [outputs, inputs], found ${FormatShape<ShapeIn<X>>} and ${FormatShape<ShapeIn<W>>}`>
    : unknown)

/** The shape of a linear layer's result. */
export type LinearIn<X, W> = OrUnknown<LinearShape<ShapeIn<X>, ShapeIn<W>>>

/** A right-hand side, refused with a message when it is known not to fit the left one. */
export type MatmulWith<A, B> = B &
  ([MatmulShape<ShapeIn<A>, ShapeIn<B>>] extends [never]
    ? ShapeMismatch<`matmul: expected [..., m, k] x [..., k, n], found ${FormatShape<ShapeIn<A>>} x ${FormatShape<ShapeIn<B>>}`>
    : unknown)

/** The shape of a matrix product of two operands. */
export type MatmulIn<A, B> = OrUnknown<MatmulShape<ShapeIn<A>, ShapeIn<B>>>
