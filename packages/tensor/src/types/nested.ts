import type { DType, DTypeOf, TypedArray } from '../core/dtype'
import type { NestedArray } from '../core/nested'
import type { Shape } from '../core/shape'
import type { Dims } from './shapes'

/** The shape of nested arrays, as far as their lengths are known. */
type NestedShape<V> = [V] extends [number | boolean]
  ? []
  : [V] extends [TypedArray]
    ? [number]
    : [V] extends [readonly (infer Element)[]]
      ? V extends readonly []
        ? [0]
        : NestedShape<Element> extends infer Rest extends number[]
          ? [V['length'] & number, ...Rest]
          : Shape
      : Shape

/** The dtype that values get when none is named. */
export type NaturalDType<V> = [V] extends [TypedArray] ? DTypeOf<V> : NestedDType<V>

type NestedDType<V> = [V] extends [boolean]
  ? 'bool'
  : [V] extends [number | TypedArray]
    ? 'float32'
    : [V] extends [readonly (infer Element)[]]
      ? NestedDType<Element>
      : DType

/** The shape of `tensor(values, { shape })`: the one that is given, else that of the nested values. */
export type GivenShape<V, T extends Shape | undefined> = [T] extends [Shape]
  ? Dims<T>
  : [T] extends [undefined]
    ? NestedShape<V>
    : Shape

/** What `toArray` gives for a shape: a number, or arrays as deep as there are axes. */
export type ArrayOf<D extends DType, S extends Shape> = number extends S['length']
  ? NestedArray
  : Arrays<[DType] extends [D] ? number | boolean : D extends 'bool' ? boolean : number, S>

type Arrays<Element, S extends Shape> = S extends readonly [number, ...infer Rest extends Shape]
  ? Arrays<Element, Rest>[]
  : Element
