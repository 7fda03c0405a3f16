/** The sizes that a layer may know of itself. */
export interface Sizes {
  readonly inFeatures?: number | undefined
  readonly outFeatures?: number | undefined
  /** True for layers whose output has the shape of their input. */
  readonly keepsShape?: boolean
}

/** How many features `Layer` takes, as a literal type; `number` where that is not known. */
export type InFeatures<Layer> = Layer extends { readonly inFeatures: infer In extends number }
  ? In
  : number

/** The number of features after `Layer`, when `Width` come in; `number` where it is not known. */
export type FeaturesAfter<Layer, Width extends number> = Layer extends {
  readonly outFeatures: infer Out extends number
}
  ? number extends Out
    ? FeaturesKept<Layer, Width>
    : Out
  : FeaturesKept<Layer, Width>

type FeaturesKept<Layer, Width extends number> = Layer extends { readonly keepsShape: true }
  ? Width
  : number

/** How many features a chain of layers takes. */
export type FirstFeatures<Layers extends readonly unknown[]> = Layers extends readonly [
  infer First,
  ...infer Rest,
]
  ? number extends InFeatures<First>
    ? First extends { readonly keepsShape: true }
      ? FirstFeatures<Rest>
      : number
    : InFeatures<First>
  : number

/** How many features a chain of layers gives, when `Width` come in. */
export type LastFeatures<
  Layers extends readonly unknown[],
  Width extends number = number,
> = Layers extends readonly [infer First, ...infer Rest]
  ? LastFeatures<Rest, FeaturesAfter<First, Width>>
  : Width

/** A layer that does not fit its place; its one field is the reason, for the compiler's message. */
export interface Misfit<Reason extends string> {
  readonly misfit: Reason
}

type Fitting<Layer, Width extends number> = number extends Width | InFeatures<Layer>
  ? Layer
  : Width extends InFeatures<Layer>
    ? Layer
    : Misfit<`the layer before gives ${Width} features, this one takes ${InFeatures<Layer>}`>

/** `Layers`, with a {@link Misfit} in the place of each layer that cannot follow the one before it. */
export type Fitted<
  Layers extends readonly unknown[],
  Width extends number = number,
> = Layers extends readonly [infer First, ...infer Rest]
  ? [Fitting<First, Width>, ...Fitted<Rest, FeaturesAfter<First, Width>>]
  : Layers

/** `Inner`, or a {@link Misfit} when it is known to give another number of features than it takes. */
export type Closed<Inner> = number extends InFeatures<Inner> | FeaturesAfter<Inner, number>
  ? Inner
  : InFeatures<Inner> extends FeaturesAfter<Inner, number>
    ? Inner
    : Misfit<`takes ${InFeatures<Inner>} features and gives ${FeaturesAfter<Inner, number>}`>
