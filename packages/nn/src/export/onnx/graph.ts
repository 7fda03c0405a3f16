import { matrixTranspose, type Tensor } from '@handwritten/tensor'
import { Message } from './protobuf'

/** A number is a float, a list whole numbers; a whole number is marked, for JavaScript has one type. */
export type Attribute =
  | { readonly float: number }
  | { readonly integer: number }
  | { readonly integers: readonly number[] }

/** A size, or a name for one that is only known when the model runs. */
export type Dimension = number | string

/** Field numbers and enumerations are those of onnx.proto3, https://github.com/onnx/onnx. */
const ELEMENT_TYPE = { float32: 1, float64: 11, int64: 7 } as const
const ATTRIBUTE_TYPE = { float: 1, integer: 2, integers: 7 } as const

/** Gathers the nodes of an ONNX graph; every value in it has a name. */
export class Graph {
  readonly #message = new Message()
  readonly #constants = new Map<Tensor, string>()
  readonly #transposes = new Map<Tensor, Tensor>()
  #values = 0

  /** Adds a node and returns the name of its one output. */
  node(
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    output = `value${this.#values + 1}`,
  ): string {
    this.#values += 1
    const node = new Message()
    for (const input of inputs) node.text(1, input)
    node.text(2, output).text(3, `${operation}${this.#values}`).text(4, operation)
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value))
    this.#message.message(1, node)
    return output
  }

  /** Adds a constant, such as a weight; a tensor that was added before keeps its first name. */
  constant(name: string, value: Tensor): string {
    const known = this.#constants.get(value)
    if (known !== undefined) return known
    this.#constants.set(value, name)
    const message = new Message()
    for (const size of value.shape) message.integer(1, size)
    const elements = value.toTypedArray()
    const bytes = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength)
    message.integer(2, elementType(value)).text(8, name).bytes(9, bytes)
    this.#message.message(5, message)
    return name
  }

  /** Adds a list of 64-bit integers, such as a shape. */
  integers(name: string, values: readonly number[]): string {
    const bytes = new Uint8Array(new BigInt64Array(values.map(BigInt)).buffer)
    const message = new Message().integer(1, values.length)
    message.integer(2, ELEMENT_TYPE.int64).text(8, name).bytes(9, bytes)
    this.#message.message(5, message)
    return name
  }

  /** The transpose of a matrix; of one matrix always the same tensor. */
  transposed(matrix: Tensor): Tensor {
    const transpose = this.#transposes.get(matrix) ?? matrixTranspose(matrix)
    this.#transposes.set(matrix, transpose)
    return transpose
  }

  input(name: string, type: number, shape: readonly Dimension[]): void {
    this.#message.message(11, valueInfo(name, type, shape))
  }

  output(name: string, type: number, shape: readonly Dimension[]): void {
    this.#message.message(12, valueInfo(name, type, shape))
  }

  /** The graph as a message of ONNX. */
  finish(name: string): Message {
    return this.#message.text(2, name)
  }
}

export function elementType(value: Tensor): number {
  return value.dtype === 'float64' ? ELEMENT_TYPE.float64 : ELEMENT_TYPE.float32
}

function attribute(name: string, value: Attribute): Message {
  const message = new Message().text(1, name)
  if ('float' in value) return message.float(2, value.float).integer(20, ATTRIBUTE_TYPE.float)
  if ('integer' in value) {
    return message.integer(3, value.integer).integer(20, ATTRIBUTE_TYPE.integer)
  }
  for (const item of value.integers) message.integer(8, item)
  return message.integer(20, ATTRIBUTE_TYPE.integers)
}

function valueInfo(name: string, type: number, shape: readonly Dimension[]): Message {
  const dimensions = new Message()
  for (const size of shape) {
    const dimension = new Message()
    dimensions.message(
      1,
      typeof size === 'number' ? dimension.integer(1, size) : dimension.text(2, size),
    )
  }
  const tensorType = new Message().integer(1, type).message(2, dimensions)
  return new Message().text(1, name).message(2, new Message().message(1, tensorType))
}
