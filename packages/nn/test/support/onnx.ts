/** A field of a message: its number and what it holds. */
type Field = [number: number, value: bigint | number | Uint8Array]

/** Takes the wire format of Protocol Buffers apart, knowing nothing of what is in it. */
function fieldsOf(bytes: Uint8Array): Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const varint = (): bigint => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asIntN(64, value)
    }
  }
  const skip = (length: number): number => {
    at += length
    return at - length
  }
  const value = (kind: number): Field[1] => {
    if (kind === 0) return varint()
    if (kind === 5) return view.getFloat32(skip(4), true)
    const length = Number(varint())
    return bytes.subarray(skip(length), at)
  }
  const fields: Field[] = []
  while (at < bytes.length) {
    const key = Number(varint())
    fields.push([key >> 3, value(key & 7)])
  }
  return fields
}

class Reader {
  readonly #fields: Field[]

  constructor(bytes: Uint8Array) {
    this.#fields = fieldsOf(bytes)
  }

  all(number: number): Field[1][] {
    return this.#fields.filter(([field]) => field === number).map(([, value]) => value)
  }

  messages(number: number): Reader[] {
    return this.all(number).map((value) => new Reader(value as Uint8Array))
  }

  texts(number: number): string[] {
    return this.all(number).map((value) => new TextDecoder().decode(value as Uint8Array))
  }

  numbers(number: number): number[] {
    return this.all(number).map(Number)
  }
}

function attributeOf(message: Reader): string {
  const [name] = message.texts(1)
  const [type] = message.numbers(20)
  const field = { 1: 2, 2: 3, 7: 8 }[type] as number
  return `${name}=${message.numbers(field).map((value) => Number(value.toPrecision(6)))}`
}

function portOf(message: Reader): string {
  const [type] = message.messages(2)[0].messages(1)
  const sizes = type.messages(2)[0].messages(1)
  const shape = sizes.map((size) => size.numbers(1)[0] ?? size.texts(2)[0])
  return `${message.texts(1)[0]}: ${type.numbers(1)[0]} [${shape.join(', ')}]`
}

/** What an ONNX file says, by the field numbers of onnx.proto3. */
export function readOnnx(bytes: Uint8Array) {
  const model = new Reader(bytes)
  const [graph] = model.messages(7)
  return {
    version: model.numbers(1)[0],
    operators: model.messages(8).map((set) => set.numbers(2)[0]),
    inputs: graph.messages(11).map(portOf),
    outputs: graph.messages(12).map(portOf),
    nodes: graph.messages(1).map((node) => {
      const attributes = node.messages(5).map(attributeOf)
      const inputs = [...node.texts(1), ...attributes].join(', ')
      return `${node.texts(2)[0]} = ${node.texts(4)[0]}(${inputs})`
    }),
    constants: Object.fromEntries(
      graph.messages(5).map((constant) => {
        const data = Uint8Array.from(constant.all(9)[0] as Uint8Array).buffer
        const values =
          constant.numbers(2)[0] === 11 ? new Float64Array(data) : new Float32Array(data)
        return [constant.texts(8)[0], { shape: constant.numbers(1), values }]
      }),
    ),
  }
}
