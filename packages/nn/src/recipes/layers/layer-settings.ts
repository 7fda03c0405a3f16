import type { Pair } from '@handwritten/tensor'

/**
 * A layer as plain data: the class of this package and its options. The sizes of the input are not
 * stored; they follow from the layer before.
 */
export type LayerSettings =
  | {
      readonly type: 'Linear'
      /** Default: the number of classes. */
      readonly outFeatures?: number
      readonly bias?: boolean
    }
  | {
      readonly type: 'Conv2d'
      readonly outChannels: number
      readonly kernelSize: Pair
      readonly stride?: Pair
      readonly padding?: Pair
      readonly paddingMode?: 'zeros' | 'same'
      readonly dilation?: Pair
      readonly groups?: number
      readonly bias?: boolean
    }
  | {
      readonly type: 'MaxPool2d' | 'AvgPool2d'
      readonly kernelSize: Pair
      readonly stride?: Pair
      readonly padding?: Pair
      readonly ceilMode?: boolean
    }
  | { readonly type: 'AdaptiveAvgPool2d'; readonly size: Pair }
  | {
      readonly type: 'BatchNorm1d' | 'BatchNorm2d'
      readonly epsilon?: number
      readonly momentum?: number
    }
  | { readonly type: 'GroupNorm'; readonly groups: number; readonly epsilon?: number }
  | { readonly type: 'LayerNorm'; readonly epsilon?: number }
  | { readonly type: 'Dropout' | 'Dropout2d'; readonly p?: number }
  | { readonly type: 'Flatten' }
  | { readonly type: 'Unflatten'; readonly shape: readonly number[] }
  | { readonly type: 'GELU'; readonly approximate?: 'none' | 'tanh' }
  | { readonly type: 'LeakyReLU'; readonly negativeSlope?: number }
  | { readonly type: 'ELU'; readonly alpha?: number }
  | { readonly type: 'Softplus'; readonly beta?: number }
  | { readonly type: 'ReLU' | 'SELU' | 'SiLU' | 'Sigmoid' | 'Tanh' }
  | { readonly type: 'Residual'; readonly layers: readonly LayerSettings[] }

/** The names of the layers that settings may use. */
export type LayerType = LayerSettings['type']

/** The settings of one type of layer. */
export type SettingsOf<Type extends LayerType, Settings = LayerSettings> = Settings extends {
  readonly type: infer Own
}
  ? Type extends Own
    ? Settings
    : never
  : never
