import { func } from '@handwritten/checks'
import { checkCall } from '../../core/check-call'
import { GradientError } from '../../core/errors'
import type { GradientRule, GraphNode } from '../../core/graph-node'
import { processState } from '../../core/process-state'
import type { Tensor } from '../../core/tensor'
import { isPromise } from './is-promise'

let count = 0

/** A recorded operation and the versions of its inputs when it ran. */
class RecordedOperation implements GraphNode {
  readonly operation: string
  readonly id = count++
  #edges: ReturnType<GraphNode['edges']> | null
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

  edges(): ReturnType<GraphNode['edges']> {
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

  free(): void {
    this.#edges = null
    this.#versions = []
  }
}

/** Whether operations on tensors that require gradients are being recorded. */
export function isRecording(): boolean {
  return processState.recording
}

/** Runs `body` with recording switched on or off, and switches back however it ends. */
export function withRecording<T>(wanted: boolean, body: () => T): T {
  const before = processState.recording
  processState.recording = wanted
  try {
    return body()
  } finally {
    processState.recording = before
  }
}

const noGradArguments = { body: func() }

/**
 * Runs `body` without recording gradients, and returns what it returns.
 * @throws GradientError when `body` is asynchronous: recording would come back at its first await.
 */
export function noGrad<T>(body: () => T): T {
  checkCall('noGrad', arguments, noGradArguments)
  const result = withRecording(false, body)
  if (isPromise(result)) {
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
  if (
    processState.recording &&
    inputs.some((input, i) => input.requiresGrad && rules[i] !== null)
  ) {
    output.requiresGrad = true
    output.node = new RecordedOperation(operation, inputs, rules)
  }
  return output
}
