import fc, { type GeneratorValue } from 'fast-check'
import type { Tensor } from '../../src'
import * as t from '../../src'

/** One step of a graph: makes a value from those before it. */
interface Node {
  readonly name: string
  readonly run: (values: readonly Tensor[]) => Tensor
}

/** A function drawn at random, with arguments that it takes and a parameter that it may learn. */
export interface RandomGraph {
  readonly nodes: readonly Node[]
  readonly inputs: readonly Tensor[]
  readonly parameter: Tensor
  /** Whether the values' mean squares are followed back to the parameter. */
  readonly learns: boolean
}

/** Around the sizes of tiles and vectors, and beyond what one thread is given alone. */
const LENGTHS = [1, 2, 3, 5, 8, 17, 33, 64, 70]
/** What a graph's values may grow to. */
const LARGEST = 40_000

type Unary = (x: Tensor) => Tensor
type Binary = (x: Tensor, y: t.Operand) => Tensor
type Reduction = (x: Tensor, options: t.ReduceOptions) => Tensor
type Lengthwise = (x: Tensor, options: { axis: number }) => Tensor

const unary: Unary[] = [
  t.exp,
  t.tanh,
  t.sigmoid,
  t.relu,
  t.square,
  t.abs,
  t.negative,
  t.sin,
  t.softplus,
  t.erf,
  t.sign,
  t.floor,
  t.log1p,
  t.sqrt,
  t.reciprocal,
]
const binary: Binary[] = [
  t.add,
  t.subtract,
  t.multiply,
  t.divide,
  t.maximum,
  t.minimum,
  t.less,
  t.greaterEqual,
]
const reductions: Reduction[] = [t.sum, t.mean, t.max, t.min, t.prod, t.var, t.logSumExp]
const lengthwise: Lengthwise[] = [t.softmax, t.logSoftmax, t.argmax, t.argmin, t.sort]

/** Draws from fast-check, which can then make a failing graph smaller. */
class Draw {
  readonly g: GeneratorValue

  constructor(g: GeneratorValue) {
    this.g = g
  }

  int(min: number, max: number): number {
    return this.g(fc.integer, { min, max })
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.int(0, choices.length - 1)]
  }

  /** Often with axes of one length, which code that tells axes by their length mistakes for each other. */
  shape(): number[] {
    const length = this.of(LENGTHS)
    return Array.from({ length: this.of([0, 1, 2, 2, 2, 3]) }, () =>
      this.of([length, this.of(LENGTHS)]),
    )
  }

  numbers(shape: readonly number[], dtype: t.FloatDType): Tensor {
    const generator = new t.Generator(this.int(0, 1e6))
    return generator.uniform([...shape], { low: -2, high: 2, dtype })
  }
}

type View = (x: Tensor) => Tensor

/** A view that can be cut out of `x`, or `x` itself. */
function drawView(draw: Draw, x: Tensor): View {
  const views: View[] = [(v) => v, (v) => t.expandDims(v, { axis: -1 })]
  if (x.ndim >= 2) views.push((v) => t.permuteDims(v, [...v.shape.keys()].reverse()))
  if (x.ndim >= 1) views.push((v) => t.flip(v, { axis: v.ndim - 1 }))
  if (x.ndim >= 1 && x.shape[0] > 2) {
    views.push(
      (v) => t.slice(v, [[1]]),
      (v) => t.slice(v, [[null, null, 2]]),
    )
  }
  return draw.of(views)
}

/** The kinds of node that can follow `x`, value `i` of `values`. */
function candidates(draw: Draw, values: readonly Tensor[], i: number): Node[] {
  const x = values[i]
  const isFloat = x.dtype.startsWith('float')
  const node = (name: string, run: Node['run']): Node => ({ name: `${name} of ${i}`, run })
  const j = draw.int(0, values.length - 1)
  const operator = draw.of(binary)
  const view = drawView(draw, x)
  const dtype = draw.of(['float32', 'float64'] as const)
  const found = [
    node(`${operator.name} with ${j}`, (v) => operator(v[i], v[j])),
    node(`${operator.name} with 0.5`, (v) => operator(v[i], 0.5)),
    node('view', (v) => view(v[i])),
    node('copy', (v) => t.copy(v[i])),
    node(`astype ${dtype}`, (v) => t.astype(v[i], dtype)),
  ]
  if (isFloat) {
    const operation = draw.of(unary)
    found.push(
      node(operation.name, (v) => operation(v[i])),
      node(`where positive, else ${j}`, (v) => t.where(t.greater(v[i], 0), v[i], v[j])),
    )
  }
  if (x.ndim > 0) found.push(...alongAxis(draw, x, i))
  if (x.ndim > 0 && isFloat) found.push(...products(draw, values, i))
  return found
}

function alongAxis(draw: Draw, x: Tensor, i: number): Node[] {
  const axis = draw.int(0, x.ndim - 1)
  const reduction = draw.of(reductions)
  const keepdims = draw.of([true, false])
  const rows = Array.from({ length: draw.int(1, 9) }, () => draw.int(0, x.shape[axis] - 1))
  const indices = t.tensor(rows, { dtype: 'int32' })
  const node = (name: string, run: View): Node => ({
    name: `${name} of ${i} along ${axis}`,
    run: (v) => run(v[i]),
  })
  const found = [
    node(reduction.name, (v) => reduction(v, { axis, keepdims })),
    node('concat', (v) => t.concat([v, v], { axis })),
    node('cumulativeSum', (v) => t.cumulativeSum(v, { axis })),
    node('take', (v) => t.take(v, indices, { axis })),
    node('roll', (v) => t.roll(v, 2, { axis })),
    node('slidingWindows', (v) => t.slidingWindows(v, [2])),
    node('stack', (v) => t.stack([v, v], { axis })),
  ]
  if (!x.dtype.startsWith('float')) return found
  const operation = draw.of(lengthwise)
  const order = (v: Tensor) => t.takeAlongAxis(v, t.argsort(v, { axis }), { axis })
  return [...found, node(operation.name, (v) => operation(v, { axis })), node('order', order)]
}

function products(draw: Draw, values: readonly Tensor[], i: number): Node[] {
  const x = values[i]
  const outputs = draw.of([1, 3, 8, 17, 64])
  const dtype = x.dtype as t.FloatDType
  const weight = draw.numbers([x.shape[x.ndim - 1], outputs], dtype)
  const bias = draw.numbers([outputs], dtype)
  const j = values.findLastIndex(
    (y) => y.ndim === 2 && y.dtype === dtype && y.shape[0] === weight.shape[0],
  )
  const found: Node[] = [
    { name: `linear of ${i}`, run: (v) => t.linear(v[i], weight, bias) },
    { name: `linear and relu of ${i}`, run: (v) => t.relu(t.linear(v[i], weight, bias)) },
  ]
  if (j >= 0) found.push({ name: `matmul of ${i} and ${j}`, run: (v) => t.matmul(v[i], v[j]) })
  if (x.ndim >= 2) {
    found.push(
      { name: `matmul of ${i} and itself`, run: (v) => t.matmul(v[i], t.matrixTranspose(v[i])) },
      { name: `triu of ${i}`, run: (v) => t.triu(v[i]) },
    )
  }
  return found
}

/** A graph of up to nine nodes; what does not fit together or grows too large is left out. */
export function drawGraph(g: GeneratorValue): RandomGraph {
  const draw = new Draw(g)
  const dtype = draw.of(['float32', 'float32', 'float64'] as const)
  const inputs = Array.from({ length: draw.int(1, 3) }, () => {
    const x = draw.numbers(draw.shape(), dtype)
    return drawView(draw, x)(x)
  })
  const parameter = draw.numbers(draw.of([[8, 8], [17, 33], [64, 5], [3]]), dtype)
  const values = [...inputs, parameter]
  const nodes: Node[] = []
  for (let left = draw.int(2, 9); left > 0; left--) {
    const node = draw.of(candidates(draw, values, draw.int(0, values.length - 1)))
    const value = resultOf(node, values)
    if (value === null || value.size > LARGEST) continue
    nodes.push(node)
    values.push(value)
  }
  return { nodes, inputs, parameter, learns: draw.of([true, false]) }
}

/** Null where shapes or dtypes do not meet. */
function resultOf(node: Node, values: readonly Tensor[]): Tensor | null {
  try {
    return node.run(values)
  } catch (error) {
    if (error instanceof t.TensorError) return null
    throw error
  }
}

/** All values of a graph, by name, and with a parameter that learns its gradient and the loss. */
export function graphFunction(
  { nodes, learns }: RandomGraph,
  parameter: Tensor,
): (...inputs: Tensor[]) => Record<string, Tensor> {
  return (...inputs) => {
    const values = [...inputs, parameter]
    for (const node of nodes) values.push(node.run(values))
    const own = values.slice(inputs.length + 1)
    const named = nodes.map(({ name }, i) => [`${i}: ${name}`, own[i]] as const)
    const squares = own
      .filter(({ requiresGrad, size }) => requiresGrad && size > 0)
      .map((value) => t.astype(t.mean(t.square(value)), 'float64'))
    if (!learns || squares.length === 0) return Object.fromEntries(named)
    const loss = squares.reduce((sum, square) => t.add(sum, square))
    loss.backward()
    const gradient = parameter.grad!
    parameter.grad = null
    return { ...Object.fromEntries(named), gradient, loss: loss.detach() }
  }
}
