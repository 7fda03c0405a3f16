/*
 * Products fuse their multiplications and additions (assembly/multiply-add.ts) where the engine knows
 * relaxed SIMD. Both forms of the kernels come from one binary: x * y + s is shipped as
 * x, y, mul, local.get s, add, of which src/backend/wasm/modules/relaxed-madd.ts can make x, y, local.get s, relaxed_madd.
 * Other code multiplies and adds too, so the kernels are compiled with relaxed_madd, which tells where.
 */
const CODE_SECTION = 10
const PREAMBLE = 8
const LOCAL_GET = 0x20

/** The bytes of relaxed_madd, mul and add, of four float32 and of two float64. */
const FORMS = [
  { relaxedMadd: [0xfd, 0x85, 0x02], mul: [0xfd, 0xe6, 0x01], add: [0xfd, 0xe4, 0x01] },
  { relaxedMadd: [0xfd, 0x87, 0x02], mul: [0xfd, 0xf2, 0x01], add: [0xfd, 0xf0, 0x01] },
]

/** The source of multiplyAdd with relaxed_madd in its place. @param {string} source */
export function relaxedMultiplyAdd(source) {
  return source.replace('v128.add<T>(v128.mul<T>(x, y), s)', 'v128.relaxed_madd<T>(x, y, s)')
}

/**
 * The form that rounds twice of kernels compiled with relaxedMultiplyAdd, and the addresses in it of the
 * multiplications that can be fused.
 *
 * @param {Uint8Array} relaxed
 * @returns {{ binary: Uint8Array, fusable: number[] }}
 */
export function unfused(relaxed) {
  /** @type {number[]} */
  const bytes = [...relaxed.subarray(0, PREAMBLE)]
  /** @type {number[]} */
  const fusable = []
  for (let at = PREAMBLE; at < relaxed.length; ) {
    const id = relaxed[at]
    const size = readSize(relaxed, at + 1)
    const section = relaxed.subarray(size.next, size.next + size.value)
    at = size.next + size.value
    const { content, places } =
      id === CODE_SECTION ? unfusedSection(section) : { content: section, places: [] }
    bytes.push(id, ...sizeBytes(content.length))
    fusable.push(...places.map((place) => bytes.length + place))
    bytes.push(...content)
  }
  return { binary: Uint8Array.from(bytes), fusable }
}

/** Function bodies, each after its size; the section's size may change with them. @param {Uint8Array} section */
function unfusedSection(section) {
  const count = readSize(section, 0)
  const content = sizeBytes(count.value)
  /** @type {number[]} */
  const places = []
  for (let at = count.next; at < section.length; ) {
    const size = readSize(section, at)
    const body = unfusedBody(section.subarray(size.next, size.next + size.value))
    at = size.next + size.value
    content.push(...sizeBytes(body.code.length))
    places.push(...body.places.map((place) => content.length + place))
    content.push(...body.code)
  }
  return { content, places }
}

/** local.get s, relaxed_madd becomes mul, local.get s, add. @param {Uint8Array} body */
function unfusedBody(body) {
  /** @type {number[]} */
  const code = []
  /** @type {number[]} */
  const places = []
  for (let at = 0; at < body.length; at++) {
    const form = FORMS.find(({ relaxedMadd }) =>
      relaxedMadd.every((byte, i) => body[at + i] === byte),
    )
    if (form === undefined) {
      code.push(body[at])
      continue
    }
    const [instruction, local] = code.splice(-2)
    if (instruction !== LOCAL_GET || local > 0x7f) {
      throw new Error('expected the sum of a product to be a local of one byte')
    }
    places.push(code.length)
    code.push(...form.mul, LOCAL_GET, local, ...form.add)
    at += form.relaxedMadd.length - 1
  }
  return { code, places }
}

/** An unsigned number in LEB128, and the address after it. @param {Uint8Array} bytes @param {number} at */
function readSize(bytes, at) {
  let value = 0
  for (let shift = 0; ; shift += 7, at++) {
    value |= (bytes[at] & 0x7f) << shift
    if (bytes[at] < 0x80) return { value, next: at + 1 }
  }
}

/** @param {number} value */
function sizeBytes(value) {
  const bytes = []
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80)
  bytes.push(value)
  return bytes
}
