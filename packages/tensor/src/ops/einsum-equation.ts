import { ShapeError, ValueError } from '../core/errors'
import { formatShape, type Shape } from '../core/shape'

/** The labels of each operand's axes and of the result's. Axes behind `...` are `.1`, `.2` from the end. */
export interface Equation {
  readonly inputs: readonly (readonly string[])[]
  readonly output: readonly string[]
}

const ellipsis = '...'

function unreadable(equation: string, problem: string): ValueError {
  return new ValueError(
    `einsum: ${problem} in '${equation}'; expected labels a-z, A-Z and '...' such as 'ij,jk->ik'`,
  )
}

/** Single labels, with `...` as one of them. */
function splitTerm(equation: string, term: string): string[] {
  const labels: string[] = term.match(/\.\.\.|[\s\S]/g) ?? []
  if (labels.some((label) => label !== ellipsis && !/^[A-Za-z]$/.test(label))) {
    throw unreadable(equation, `'${term}' has something other than labels`)
  }
  if (labels.indexOf(ellipsis) !== labels.lastIndexOf(ellipsis)) {
    throw unreadable(equation, `'${term}' has two ellipses`)
  }
  return labels
}

/** Names for `count` axes, the last one `.1`, so that they align as broadcasting has it. */
function hiddenLabels(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `.${count - i}`)
}

function spelledOut(labels: readonly string[], hidden: number): string[] {
  return labels.flatMap((label) => (label === ellipsis ? hiddenLabels(hidden) : [label]))
}

function inputLabels(equation: string, term: string, shape: Shape): string[] {
  const labels = splitTerm(equation, term)
  const open = labels.includes(ellipsis)
  const named = labels.length - (open ? 1 : 0)
  if (open ? shape.length < named : shape.length !== named) {
    throw new ShapeError(
      `einsum: '${term}' names ${named} axes${open ? ' or more' : ''}, found shape ${formatShape(shape)} in '${equation}'`,
    )
  }
  return spelledOut(labels, shape.length - named)
}

/** Labels that occur once, in alphabetical order, after all the hidden ones. */
function impliedOutput(inputs: readonly (readonly string[])[], hidden: number): string[] {
  const every = inputs.flat()
  const once = every.filter(
    (label) => !label.startsWith('.') && every.indexOf(label) === every.lastIndexOf(label),
  )
  return [...hiddenLabels(hidden), ...once.sort()]
}

export function parseEquation(equation: string, shapes: readonly Shape[]): Equation {
  const [left, right, ...more] = equation.replaceAll(' ', '').split('->')
  if (more.length > 0) throw unreadable(equation, "more than one '->'")
  const terms = left.split(',')
  if (terms.length !== shapes.length) {
    throw new ValueError(
      `einsum: '${equation}' has ${terms.length} operands, found ${shapes.length} tensors`,
    )
  }
  const inputs = terms.map((term, i) => inputLabels(equation, term, shapes[i]))
  const hidden = inputs.reduce(
    (most, labels) => Math.max(most, labels.filter((label) => label.startsWith('.')).length),
    0,
  )
  if (right === undefined) return { inputs, output: impliedOutput(inputs, hidden) }
  const output = spelledOut(splitTerm(equation, right), hidden)
  const unknown = output.find((label) => !inputs.flat().includes(label))
  if (unknown !== undefined) throw unreadable(equation, `'${unknown}' is in the result only`)
  if (new Set(output).size !== output.length) {
    throw unreadable(equation, 'a label is twice in the result')
  }
  return { inputs, output }
}
