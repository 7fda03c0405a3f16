import type { Shape } from '../core/shape'
import type { SliceSpec } from './options'

/** The shape that `reshape` is asked for, with a number for -1. */
export type Reshaped<S extends Shape> = number extends S['length']
  ? Shape
  : { -readonly [Axis in keyof S]: S[Axis] extends -1 ? number : S[Axis] }

/** The shape of a slice: an index removes its axis, an empty range keeps it, another leaves some of it. */
export type Sliced<
  S extends Shape,
  Spec extends SliceSpec,
  Kept extends number[] = [],
> = number extends S['length'] | Spec['length']
  ? Shape
  : Spec extends readonly [infer Part, ...infer Others extends SliceSpec]
    ? S extends readonly [infer Size extends number, ...infer Rest extends Shape]
      ? Sliced<Rest, Others, Part extends number ? Kept : [...Kept, SizeOf<Part, Size>]>
      : Shape
    : [...Kept, ...S]

type SizeOf<Part, Size extends number> = Part extends readonly []
  ? Size
  : Part extends readonly [null, null, -1]
    ? Size
    : number
