import { noGrad, type Tensor, zeros } from '@handwritten/tensor'
import { enterEvaluation } from './evaluation-mode'
import { Sequential } from './layers/sequential'
import type { Module } from './module'

/** One line of the table. */
interface Row {
  readonly name: string
  readonly layer: string
  readonly output: string
  readonly parameters: number
}

/**
 * A table of a model's layers as text: name, layer, shape of the output for an input of `inputShape`
 * (with as many samples as its first number says), and how many numbers are learned. Nothing in the
 * model is changed.
 *
 *     console.log(summary(model, [1, 784]))
 *
 * @throws LayerError when the model does not take such an input
 */
export function summary(model: Module, inputShape: readonly number[]): string {
  const dtype = model.parameters()[0]?.dtype === 'float64' ? 'float64' : 'float32'
  const leave = enterEvaluation(model)
  try {
    const rows: Row[] = []
    noGrad(() => walk('', model, zeros(inputShape, { dtype }), rows))
    return format(rows)
  } finally {
    leave()
  }
}

/** Sends `x` through, adding a row for each layer that is not a `Sequential` itself. */
function walk(name: string, module: Module, x: Tensor, rows: Row[]): Tensor {
  if (module instanceof Sequential && module.layers.length > 0) {
    const inner = (place: string) => (name === '' ? place : `${name}.${place}`)
    return module
      .children()
      .reduce((input, [place, layer]) => walk(inner(place), layer, input, rows), x)
  }
  const y = module.call(x)
  const parameters = module.parameters().reduce((sum, { size }) => sum + size, 0)
  rows.push({ name, layer: String(module), output: `[${y.shape.join(', ')}]`, parameters })
  return y
}

function format(rows: readonly Row[]): string {
  const total = rows.reduce((sum, { parameters }) => sum + parameters, 0)
  const cells = [
    ['', 'layer', 'output', 'parameters'],
    ...rows.map((row) => [row.name, row.layer, row.output, row.parameters.toLocaleString('en')]),
    ['', 'total', '', total.toLocaleString('en')],
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column].length)))
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 3 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ')
  return cells.map(line).join('\n')
}
