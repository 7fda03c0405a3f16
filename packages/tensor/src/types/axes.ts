import type { Axes, Shape } from '../core/shape'

/** `S` without its last `N` axes. */
type DropLast<
  S extends Shape,
  N extends number,
  Dropped extends unknown[] = [],
> = Dropped['length'] extends N
  ? S
  : S extends readonly [...infer Rest extends Shape, number]
    ? DropLast<Rest, N, [...Dropped, unknown]>
    : never

/** An axis of `S`, counted from either end, as a tuple's key: '0', '1', ... */
type KeyOf<S extends Shape, Axis extends number> = `${Axis}` extends `-${infer Back extends number}`
  ? `${DropLast<S, Back>['length']}`
  : `${Axis}`

/** The keys of several axes as a union; `string` where they are not known. */
type KeysOf<S extends Shape, A extends Axes> = number extends A
  ? string
  : A extends readonly (infer Axis extends number)[]
    ? number extends Axis
      ? string
      : Axis extends number
        ? KeyOf<S, Axis>
        : never
    : A extends number
      ? KeyOf<S, A>
      : never

type DropKeys<
  S extends Shape,
  Keys extends string,
  Seen extends unknown[] = [],
  Kept extends number[] = [],
> = S extends readonly [infer First extends number, ...infer Rest extends Shape]
  ? DropKeys<
      Rest,
      Keys,
      [...Seen, unknown],
      `${Seen['length'] & number}` extends Keys ? Kept : [...Kept, First]
    >
  : Kept

type InsertAt<
  S extends Shape,
  Key extends string,
  Size extends number,
  Before extends number[] = [],
> = `${Before['length'] & number}` extends Key
  ? [...Before, Size, ...S]
  : S extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? InsertAt<Rest, Key, Size, [...Before, First]>
    : Shape

/** `S` without some axes. */
type WithoutAxes<S extends Shape, A extends Axes> = number extends S['length']
  ? Shape
  : string extends KeysOf<S, A>
    ? Shape
    : DropKeys<S, KeysOf<S, A>>

/** `S` with another size along some axes. */
export type WithSize<
  S extends Shape,
  A extends Axes,
  Size extends number,
> = number extends S['length']
  ? Shape
  : string extends KeysOf<S, A>
    ? AnySizes<S>
    : { [Axis in keyof S]: Axis extends KeysOf<S, A> ? Size : S[Axis] }

/** `S` with a new axis of `Size` at position `Axis` of the result. */
export type WithNewAxis<
  S extends Shape,
  Axis extends number,
  Size extends number,
> = number extends S['length']
  ? Shape
  : number extends Axis
    ? Shape
    : InsertAt<S, KeyOf<[...S, Size], Axis>, Size>

/** The shape that a reduction of `S` leaves; `A` is undefined where every axis is reduced. */
export type Reduced<
  S extends Shape,
  A extends Axes | undefined,
  Keep extends boolean | undefined,
> = number extends S['length']
  ? Shape
  : boolean extends Keep
    ? Shape
    : [A] extends [Axes]
      ? Keep extends true
        ? WithSize<S, A, 1>
        : WithoutAxes<S, A>
      : [A] extends [undefined]
        ? Keep extends true
          ? { [Axis in keyof S]: 1 }
          : []
        : Shape

/** The axes of `S` in the order of `A`. */
export type Permuted<S extends Shape, A extends Shape, Done extends number[] = []> = number extends
  | S['length']
  | A['length']
  ? Shape
  : A extends readonly [infer Axis extends number, ...infer Rest extends Shape]
    ? Permuted<S, Rest, [...Done, SizeAt<S, Axis>]>
    : Done

type SizeAt<S extends Shape, Axis extends number> =
  KeyOf<S, Axis> extends infer Key extends keyof S ? S[Key] & number : number

/** All axes from the last to the first. */
export type Reversed<S extends Shape, Done extends number[] = []> = number extends S['length']
  ? Shape
  : S extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? Reversed<Rest, [First, ...Done]>
    : Done

/** The last two axes swapped. */
export type Transposed<S extends Shape> = S extends readonly [
  ...infer Front extends Shape,
  infer Rows extends number,
  infer Columns extends number,
]
  ? [...Front, Columns, Rows]
  : Shape

/** The shape without some axes of size 1, or without all of them. */
export type SqueezedAt<S extends Shape, A extends Axes | undefined> = [A] extends [Axes]
  ? WithoutAxes<S, A>
  : [A] extends [undefined]
    ? Squeezed<S>
    : Shape

/** Without all axes of size 1; unknown where a size is. */
type Squeezed<S extends Shape, Kept extends number[] = []> = number extends S['length'] | S[number]
  ? Shape
  : S extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? Squeezed<Rest, First extends 1 ? Kept : [...Kept, First]>
    : Kept

/** The shape of running sums: that of the input, or one line where no axis is named. */
export type Running<S extends Shape, A extends number | undefined> = [A] extends [number]
  ? S
  : [A] extends [undefined]
    ? [number]
    : Shape

/** As many axes as `S`, of any sizes. */
export type AnySizes<S extends Shape> = number extends S['length']
  ? Shape
  : { [Axis in keyof S]: number }
