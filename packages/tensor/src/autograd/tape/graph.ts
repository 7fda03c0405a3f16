import { GradientError } from '../../core/errors'
import type { Tensor } from '../../core/tensor'

/**
 * The gradient of one input, from the gradient of the output. It is written with differentiable
 * operations, so that gradients of gradients need no further rules.
 */
export type GradientRule = (gradient: Tensor) => Tensor

let recording = true
let count = 0

/** One recorded operation: how the gradient of its output becomes the gradients of its inputs. */
export class GraphNode {
  readonly operation: string
  /** Grows with time, so that a later node never feeds an earlier one. */
  readonly id = count++
  #edges: { inputs: readonly Tensor[]; rules: readonly (GradientRule | null)[] } | null
  #versions: readonly number[]

  constructor(
    operation: string,
    inputs: readonly Tensor[],
    rules: readonly (GradientRule | null)[],
  ) {
    this.operation = operation
    this.#edges = { inputs, rules }
    this.#versions = inputs.map((input) => input.storage.version)
  }

  /** Inputs and their rules; throws when the graph was freed or an input was written since. */
  edges(): { inputs: readonly Tensor[]; rules: readonly (GradientRule | null)[] } {
    if (this.#edges === null) {
      throw new GradientError(
        `backward: the graph through '${this.operation}' was freed by an earlier backward; ` +
          'give that one { retainGraph: true }',
      )
    }
    this.#edges.inputs.forEach((input, i) => {
      if (input.storage.version !== this.#versions[i]) {
        throw new GradientError(
          `backward: input ${i} of '${this.operation}' was written in place after it was used; ` +
            'write to a copy, or after backward',
        )
      }
    })
    return this.#edges
  }

  /** Lets go of everything the rules hold. */
  free(): void {
    this.#edges = null
    this.#versions = []
  }
}

/** Whether operations on tensors that require gradients are being recorded. */
export function isRecording(): boolean {
  return recording
}

/** Runs `body` with recording switched on or off, and switches back however it ends. */
export function withRecording<T>(wanted: boolean, body: () => T): T {
  const before = recording
  recording = wanted
  try {
    return body()
  } finally {
    recording = before
  }
}

/**
 * Runs `body` without recording gradients, and returns what it returns.
 * @throws GradientError when `body` is asynchronous: recording would come back at its first await.
 */
export function noGrad<T>(body: () => T): T {
  const result = withRecording(false, body)
  if (result instanceof Promise) {
    throw new GradientError(
      'noGrad: expected a synchronous function, found one that returns a promise',
    )
  }
  return result
}

/**
 * Makes `output` a result of `inputs` whose gradients are given by `rules`, one per input in the
 * same order, null where there is none. Does nothing while recording is off or when no input
 * requires a gradient.
 */
export function record<T extends Tensor>(
  operation: string,
  output: T,
  inputs: readonly Tensor[],
  rules: readonly (GradientRule | null)[],
): T {
  if (recording && inputs.some((input, i) => input.requiresGrad && rules[i] !== null)) {
    output.requiresGrad = true
    output.node = new GraphNode(operation, inputs, rules)
  }
  return output
}
