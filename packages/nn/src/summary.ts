import { count, either, listOf, oneOf, optional, options } from '@handwritten/checks'
import { type DType, noGrad, type Tensor, zeros } from '@handwritten/tensor'
import { checkCall, moduleCheck } from './checks'
import { enterEvaluation } from './evaluation-mode'
import { Sequential } from './layers/sequential'
import type { Module } from './module'
import { computesAs, nameInside } from './module-tree'

/** One line of the table. */
interface Row {
  readonly name: string
  readonly layer: string
  readonly output: string
  readonly parameters: number
}

/** Options for {@link summary}. */
export interface SummaryOptions {
  /** Of the inputs, such as `'int32'` for class numbers. Default: the dtype of the model's first parameter. */
  dtype?: DType
}

const summaryArguments = {
  model: moduleCheck,
  inputShape: /* @__PURE__ */ either(listOf(count), listOf(listOf(count))),
  options: /* @__PURE__ */ optional(
    options<SummaryOptions>({ dtype: oneOf('float32', 'float64', 'int32', 'uint8', 'bool') }),
  ),
}

/**
 * A table of a model's layers as text: name, layer, shape of the output for an input of `inputShape`
 * (with as many samples as its first number says), and the number of learned elements. Several inputs
 * are given as an array of shapes. A parameter that layers share is counted in the first of them.
 * Nothing in the model is changed.
 *
 *     console.log(summary(model, [1, 784]))
 *
 * @throws LayerError when the model does not take such an input
 */
export function summary(
  model: Module,
  inputShape: readonly number[] | readonly (readonly number[])[],
  options: SummaryOptions = {},
): string {
  checkCall('summary', arguments, summaryArguments)
  const { dtype = model.parameters()[0]?.dtype ?? 'float32' } = options
  const leave = enterEvaluation(model)
  try {
    const table: Table = { rows: [], counted: new Set() }
    const inputs = shapesOf(inputShape).map((shape) => zeros(shape, { dtype }))
    noGrad(() => walk('', model, inputs, table))
    return format(table.rows)
  } finally {
    leave()
  }
}

function shapesOf(
  inputShape: readonly number[] | readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const isOfShapes = (value: typeof inputShape): value is readonly (readonly number[])[] =>
    Array.isArray(value[0])
  return isOfShapes(inputShape) ? inputShape : [inputShape]
}

/** The rows so far, and the parameters that they count. */
interface Table {
  readonly rows: Row[]
  readonly counted: Set<Tensor>
}

/** Sends the inputs through, adding a row for each layer that is not a `Sequential` itself. */
function walk(name: string, module: Module, inputs: readonly Tensor[], table: Table): Tensor {
  if (computesAs(module, Sequential) && module.layers.length > 0 && inputs.length === 1) {
    return module.layers.reduce(
      (input: Tensor, layer: Module, place: number) =>
        walk(nameInside(name, String(place)), layer, [input], table),
      inputs[0],
    )
  }
  const y = module.call(...inputs)
  const fresh = module.parameters().filter((parameter) => !table.counted.has(parameter))
  for (const parameter of fresh) table.counted.add(parameter)
  const parameters = fresh.reduce((sum, { size }) => sum + size, 0)
  table.rows.push({ name, layer: String(module), output: `[${y.shape.join(', ')}]`, parameters })
  return y
}

function format(rows: readonly Row[]): string {
  const total = rows.reduce((sum, { parameters }) => sum + parameters, 0)
  const cells = [
    ['', 'layer', 'output', 'parameters'],
    ...rows.map((row) => [row.name, row.layer, row.output, row.parameters.toLocaleString('en')]),
    ['', 'total', '', total.toLocaleString('en')],
  ]
  const widths = [0, 1, 2, 3].map((column) =>
    cells.reduce((width, row) => Math.max(width, row[column].length), 0),
  )
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 3 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ')
  return cells.map(line).join('\n')
}
