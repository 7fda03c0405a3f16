import { ELU } from '../../layers/activations/elu'
import { GELU } from '../../layers/activations/gelu'
import { LeakyReLU } from '../../layers/activations/leaky-relu'
import { ReLU } from '../../layers/activations/relu'
import { SELU, SELU_CONSTANTS } from '../../layers/activations/selu'
import { Sigmoid } from '../../layers/activations/sigmoid'
import { SiLU } from '../../layers/activations/silu'
import { Softplus } from '../../layers/activations/softplus'
import { Tanh } from '../../layers/activations/tanh'
import type { Module } from '../../module'
import { computesAs } from '../../module-tree'
import type { RuntimeName } from './runtime'

/** An expression of one number `v`, and the functions that it calls. */
export interface Elementwise {
  readonly expression: string
  readonly needs: readonly RuntimeName[]
}

/** What a layer does to each number by itself, if that is all it does. */
export function elementwiseOf(layer: Module): Elementwise | undefined {
  const of = (expression: string, ...needs: RuntimeName[]) => ({ expression, needs })
  if (computesAs(layer, ReLU)) return of('Math.max(v, 0)')
  if (computesAs(layer, LeakyReLU)) return of(`v > 0 ? v : ${layer.negativeSlope} * v`)
  if (computesAs(layer, ELU)) return of(`v > 0 ? v : ${layer.alpha} * Math.expm1(v)`)
  if (computesAs(layer, SELU)) {
    const { alpha, scale } = SELU_CONSTANTS
    return of(`${scale} * (v > 0 ? v : ${alpha} * Math.expm1(v))`)
  }
  if (computesAs(layer, GELU)) {
    return layer.approximate === 'tanh'
      ? of(`(v * (1 + Math.tanh(${Math.sqrt(2 / Math.PI)} * (v + 0.044715 * v ** 3)))) / 2`)
      : of('(v * (1 + erf(v * Math.SQRT1_2))) / 2', 'erf')
  }
  if (computesAs(layer, SiLU)) return of('v * sigmoid(v)', 'sigmoid')
  if (computesAs(layer, Sigmoid)) return of('sigmoid(v)', 'sigmoid')
  if (computesAs(layer, Tanh)) return of('Math.tanh(v)')
  if (computesAs(layer, Softplus)) {
    return of(`softplus(${layer.beta} * v) / ${layer.beta}`, 'softplus')
  }
  return undefined
}
