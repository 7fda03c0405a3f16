import { listOf, string } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { ShapeError, ValueError } from '../core/errors'
import { formatShape, sizeOf } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { broadcastTo } from './broadcast-to'
import { diagonal } from './diagonal'
import { type Equation, parseEquation } from './einsum-equation'
import { expandDims } from './expand-dims'
import { matmul } from './matmul'
import { permuteDims } from './permute-dims'
import { reshape } from './reshape'
import { sum } from './sum'

/** A tensor whose axes have names, all different. */
interface Labelled {
  readonly tensor: Tensor
  readonly labels: readonly string[]
}

/** Takes the diagonal of axes that have the same label. */
function withoutRepeats(tensor: Tensor, labels: readonly string[]): Labelled {
  const second = labels.findIndex((label, i) => labels.indexOf(label) < i)
  if (second < 0) return { tensor, labels }
  const first = labels.indexOf(labels[second])
  const rest = labels.filter((_, i) => i !== first && i !== second)
  return withoutRepeats(diagonal(tensor, { axes: [first, second] }), [...rest, labels[second]])
}

/** Sums over the axes whose labels nothing else needs. */
function summedTo({ tensor, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const axis = labels.flatMap((label, i) => (needed.has(label) ? [] : [i]))
  if (axis.length === 0) return { tensor, labels }
  return { tensor: sum(tensor, { axis }), labels: labels.filter((label) => needed.has(label)) }
}

/** The tensor with its axes in the order of `labels`; those it lacks get size 1. */
function arranged(x: Labelled, labels: readonly string[]): Tensor {
  const own = labels.filter((label) => x.labels.includes(label))
  const turned = permuteDims(
    x.tensor,
    own.map((label) => x.labels.indexOf(label)),
  )
  return labels.reduce(
    (grown, label, axis) => (x.labels.includes(label) ? grown : expandDims(grown, { axis })),
    turned,
  )
}

/**
 * The product of two, summed over the labels that neither the result nor a later operand needs, as
 * one batched matrix product [shared, a's own, summed] x [shared, summed, b's own].
 */
function contract(a: Labelled, b: Labelled, needed: ReadonlySet<string>): Labelled {
  const common = a.labels.filter((label) => b.labels.includes(label))
  const summed = common.filter((label) => !needed.has(label))
  const shared = common.filter((label) => needed.has(label))
  const ownA = a.labels.filter((label) => !common.includes(label))
  const ownB = b.labels.filter((label) => !common.includes(label))
  const size = (label: string) => {
    const from = (x: Labelled) => x.tensor.shape[x.labels.indexOf(label)] ?? 1
    const [left, right] = [from(a), from(b)]
    return left === 1 ? right : left
  }
  const block = (x: Labelled, ...groups: (readonly string[])[]) => {
    const labels = groups.flat()
    const stretched = broadcastTo(arranged(x, labels), labels.map(size))
    return reshape(
      stretched,
      groups.map((group) => sizeOf(group.map(size))),
    )
  }
  const product = matmul(block(a, shared, ownA, summed), block(b, shared, summed, ownB))
  const labels = [...shared, ...ownA, ...ownB]
  return { tensor: reshape(product, labels.map(size)), labels }
}

function checkSizes(equation: Equation, tensors: readonly Tensor[]): void {
  const sizes = new Map<string, number>()
  equation.inputs.forEach((labels, i) => {
    labels.forEach((label, axis) => {
      const size = tensors[i].shape[axis]
      const before = sizes.get(label) ?? 1
      // Only the axes behind an ellipsis stretch from 1, as in every other operation.
      const stretches = label.startsWith('.') && (size === 1 || before === 1)
      if (sizes.has(label) && size !== before && !stretches) {
        throw new ShapeError(
          `einsum: '${label}' is ${before} and ${size}, in ${tensors.map((x) => formatShape(x.shape)).join(', ')}`,
        )
      }
      sizes.set(label, Math.max(size, before === 1 ? size : before))
    })
  })
}

const einsumArguments = { equation: string, tensors: listOf(tensorCheck) }

/**
 * Sums of products by labelled axes: `einsum('ij,jk->ik', [a, b])` is a matrix product. Labels that
 * the result leaves out are summed over; a label that one operand has twice takes its diagonal;
 * `...` stands for axes that are broadcast. Without `->` the result has the labels that occur once,
 * in alphabetical order. Operands are multiplied from left to right.
 * @throws ValueError for an equation that cannot be read, ShapeError when sizes do not fit it.
 */
export function einsum(equation: string, tensors: readonly Tensor[]): Tensor {
  checkCall('einsum', arguments, einsumArguments)
  if (tensors.length === 0) throw new ValueError('einsum: expected at least one tensor, found none')
  const parsed = parseEquation(
    equation,
    tensors.map((x) => x.shape),
  )
  checkSizes(parsed, tensors)
  const operands = tensors.map((x, i) => withoutRepeats(x, parsed.inputs[i]))
  const neededAfter = (i: number) =>
    new Set([...parsed.output, ...operands.slice(i + 1).flatMap(({ labels }) => labels)])
  let result = operands[0]
  operands.slice(1).forEach((operand, i) => {
    const needed = neededAfter(i + 1)
    const kept = (other: Labelled) => new Set([...needed, ...other.labels])
    const [left, right] = [summedTo(result, kept(operand)), summedTo(operand, kept(result))]
    result = contract(left, right, needed)
  })
  return arranged(summedTo(result, new Set(parsed.output)), parsed.output)
}
