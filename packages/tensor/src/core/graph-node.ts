import type { Tensor } from './tensor'

/**
 * The gradient of one input, from the gradient of the output. It is written with differentiable
 * operations, so that gradients of gradients need no further rules.
 */
export type GradientRule = (gradient: Tensor) => Tensor

/** One recorded operation: how the gradient of its output becomes the gradients of its inputs. */
export interface GraphNode {
  readonly operation: string
  /** Grows with time: the inputs of a node come from nodes of lower ids. */
  readonly id: number
  /**
   * The inputs, and the rule of each; null where there is none.
   * @throws GradientError when the graph was freed, or an input was written after the operation
   */
  edges(): { inputs: readonly Tensor[]; rules: readonly (GradientRule | null)[] }
  /** Releases what the rules refer to. */
  free(): void
}
