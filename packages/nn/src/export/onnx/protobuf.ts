/**
 * A message in the wire format of Protocol Buffers: fields one after the other, each a key (the
 * field's number and the kind of its value) and a value. Specification:
 * https://protobuf.dev/programming-guides/encoding
 */
export class Message {
  readonly #parts: Uint8Array[] = []

  /** A whole number, also an enumeration; negative ones as 64-bit two's complement. */
  integer(field: number, value: number): this {
    return this.#add(field, 0, varint(BigInt.asUintN(64, BigInt(value))))
  }

  /** A 32-bit float. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    return this.#add(field, 5, bytes)
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#add(field, 2, varint(BigInt(value.length)), value)
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value))
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.encode())
  }

  encode(): Uint8Array {
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0))
    let place = 0
    for (const part of this.#parts) {
      whole.set(part, place)
      place += part.length
    }
    return whole
  }

  #add(field: number, kind: 0 | 2 | 5, ...parts: Uint8Array[]): this {
    this.#parts.push(varint(BigInt((field << 3) | kind)), ...parts)
    return this
  }
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: bigint): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  return Uint8Array.of(...bytes, Number(rest))
}
