import { boolean, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { GradientError, ShapeError } from '../core/errors'
import type { GraphNode } from '../core/graph-node'
import { isDense } from '../core/layout'
import { memoryObserver } from '../core/memory-observer'
import { formatShape, sameShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { onesLike } from '../creation/creation'
import { add } from '../ops/arithmetic'
import { copy } from '../ops/copy'
import type { BackwardOptions } from '../types/options'
import { withRecording } from './tape/graph'

const backwardArguments = {
  output: tensorCheck,
  gradient: optional(tensorCheck),
  options: optional(options<BackwardOptions>({ retainGraph: boolean, createGraph: boolean })),
}

/** Every recorded operation between `root` and the leaves or `stops`, latest first. */
function reachableNodes(root: Tensor, stops: ReadonlySet<Tensor>): GraphNode[] {
  const seen = new Set<GraphNode>()
  const pending: Tensor[] = [root]
  for (let tensor = pending.pop(); tensor !== undefined; tensor = pending.pop()) {
    const { node } = tensor
    if (node === null || seen.has(node) || stops.has(tensor)) continue
    seen.add(node)
    const { inputs, rules } = node.edges()
    inputs.forEach((input, i) => {
      if (input.requiresGrad && rules[i] !== null) pending.push(input)
    })
  }
  return [...seen].sort((a, b) => b.id - a.id)
}

function startGradient(output: Tensor, gradient: Tensor | undefined): Tensor {
  if (!output.requiresGrad) {
    throw new GradientError(
      'backward: this tensor depends on nothing that requires a gradient; ' +
        'set requiresGrad on a leaf before computing with it, outside noGrad',
    )
  }
  if (gradient === undefined) {
    if (output.size === 1) return onesLike(output)
    throw new GradientError(
      `backward: a gradient must be given for a tensor of more than one element, found shape ${formatShape(output.shape)}`,
    )
  }
  if (!sameShape(gradient.shape, output.shape)) {
    throw new ShapeError(
      `backward: expected a gradient of shape ${formatShape(output.shape)}, found ${formatShape(gradient.shape)}`,
    )
  }
  return gradient
}

/**
 * Reverse accumulation. Walks the operations from the last to the first; each one receives the
 * finished gradient of its output and adds its contributions to its inputs:
 * dL/dx = sum over the uses y of x of dL/dy dy/dx (the chain rule).
 * Returns the gradients of the leaves, and of the tensors in `stops`, where the walk ends.
 */
export function gradients(
  output: Tensor,
  gradient: Tensor | undefined,
  given: BackwardOptions,
  stops: ReadonlySet<Tensor> = new Set(),
): Map<Tensor, Tensor> {
  const { createGraph = false, retainGraph = createGraph } = given
  const start = startGradient(output, gradient)
  const nodes = reachableNodes(output, stops)
  const ofNode = new Map<GraphNode, Tensor>()
  const ofLeaf = new Map<Tensor, Tensor>()

  const contribute = (tensor: Tensor, part: Tensor): void => {
    const sumInto = <K>(map: Map<K, Tensor>, key: K): void => {
      const before = map.get(key)
      map.set(key, before === undefined ? part : add(before, part))
    }
    if (tensor.node === null || stops.has(tensor)) sumInto(ofLeaf, tensor)
    else sumInto(ofNode, tensor.node)
  }

  withRecording(createGraph, () => {
    contribute(output, start)
    for (const node of nodes) {
      // Every node was reached through a later one, which has contributed to it.
      const arrived = ofNode.get(node) as Tensor
      ofNode.delete(node)
      const { inputs, rules } = node.edges()
      inputs.forEach((input, i) => {
        const rule = rules[i]
        if (input.requiresGrad && rule !== null) contribute(input, rule(arrived))
      })
    }
  })
  if (!retainGraph) for (const node of nodes) node.free()
  return ofLeaf
}

/** `Tensor.backward`: sums the gradients of the leaves into their `grad`. */
export function backward(
  output: Tensor,
  gradient: Tensor | undefined,
  given: BackwardOptions = {},
): void {
  checkCall('backward', arguments, backwardArguments)
  const taken = new Set(gradient === undefined ? [] : [gradient.storage])
  for (const [leaf, arrived] of gradients(output, gradient, given)) {
    memoryObserver()?.gradientSet(leaf)
    withRecording(given.createGraph ?? false, () => {
      if (leaf.grad !== null) {
        leaf.grad = add(leaf.grad, arrived)
        return
      }
      // Two leaves must not share a gradient, nor may it be a broadcast view: users write into it.
      const shared = taken.has(arrived.storage) || !isDense(arrived)
      leaf.grad = shared ? copy(arrived) : arrived
      taken.add(arrived.storage)
    })
  }
}
