import type { LayerSettings } from './layer-settings'

/** The activations that a network of linear layers may use, by their names in recipes. */
const activations = {
  relu: 'ReLU',
  gelu: 'GELU',
  silu: 'SiLU',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  'leaky-relu': 'LeakyReLU',
  elu: 'ELU',
  selu: 'SELU',
  softplus: 'Softplus',
} as const

export type ActivationName = keyof typeof activations

export const activationNames = Object.keys(activations) as readonly ActivationName[]

/** A network of linear layers, in short. */
export interface HiddenLayers {
  /** Features of each hidden layer. */
  readonly hidden: readonly number[]
  /** Default `'relu'`. */
  readonly activation?: ActivationName
  /** Probability of dropping each output of a hidden layer, in [0, 1). Default 0. */
  readonly dropout?: number
  /** Normalization between each hidden linear layer and its activation. Default none. */
  readonly norm?: 'batch' | 'layer'
}

/** The layers: for each hidden layer linear, normalization, activation and dropout; then the outputs. */
export function hiddenLayers({
  hidden,
  activation = 'relu',
  dropout = 0,
  norm,
}: HiddenLayers): LayerSettings[] {
  const after: LayerSettings[] = [{ type: activations[activation] }]
  if (norm !== undefined) after.unshift({ type: norm === 'batch' ? 'BatchNorm1d' : 'LayerNorm' })
  if (dropout > 0) after.push({ type: 'Dropout', p: dropout })
  return [
    ...hidden.flatMap((outFeatures): LayerSettings[] => [
      { type: 'Linear', outFeatures },
      ...after,
    ]),
    { type: 'Linear' },
  ]
}
