/*
 * Readers that only know well-formed files, written without a look at those that are tested: what they
 * say of a file that a tested reader has accepted is what it should have found.
 */

/** An array in row-major order. */
export interface Found {
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

type Read = (view: DataView, at: number, little: boolean) => number

/** Bytes and reader of an element, by NumPy's name for it. */
const elements: Readonly<Record<string, readonly [bytes: number, read: Read]>> = {
  f2: [2, (view, at, little) => halfOf(view.getUint16(at, little))],
  bf: [2, (view, at, little) => floatOf(view.getUint16(at, little) << 16)],
  f4: [4, (view, at, little) => view.getFloat32(at, little)],
  f8: [8, (view, at, little) => view.getFloat64(at, little)],
  i1: [1, (view, at) => view.getInt8(at)],
  i2: [2, (view, at, little) => view.getInt16(at, little)],
  i4: [4, (view, at, little) => view.getInt32(at, little)],
  i8: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  u1: [1, (view, at) => view.getUint8(at)],
  u2: [2, (view, at, little) => view.getUint16(at, little)],
  u4: [4, (view, at, little) => view.getUint32(at, little)],
  u8: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  b1: [1, (view, at) => view.getUint8(at)],
}

const safetensorsTypes: Readonly<Record<string, string>> = {
  F16: 'f2',
  BF16: 'bf',
  F32: 'f4',
  F64: 'f8',
  I8: 'i1',
  I16: 'i2',
  I32: 'i4',
  I64: 'i8',
  U8: 'u1',
  U16: 'u2',
  U32: 'u4',
  U64: 'u8',
  BOOL: 'b1',
}

/** The array in an .npy file. @throws an error of any kind when there is none */
export function refereeNpy(bytes: Uint8Array): Found {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [start, length] =
    bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)]
  const { descr, fortran_order, shape } = JSON.parse(
    new TextDecoder('latin1')
      .decode(bytes.subarray(start, start + length))
      .replaceAll('\f', ' ')
      .replaceAll("'", '"')
      .replace('False', 'false')
      .replace('True', 'true')
      .replace(/\((.*)\)/s, '[$1]')
      .replaceAll(/(\d)L/g, '$1')
      .replaceAll(/,\s*([\]}])/g, '$1'),
  ) as { descr: string; fortran_order: boolean; shape: number[] }
  const all = allOf(view, start + length, bytes.length, descr.slice(1), descr[0] !== '>')
  return { shape, values: fortran_order ? reordered(all, shape) : all }
}

/** The arrays in a safetensors file, by name. @throws an error of any kind when it is none */
export function refereeSafetensors(bytes: Uint8Array): Record<string, Found> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 8 + view.getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >
  const arrays = Object.entries(header).filter(([name]) => name !== '__metadata__')
  return Object.fromEntries(
    arrays.map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [begin, end],
        },
      ]): [string, Found] => {
        const values = allOf(view, start + begin, start + end, safetensorsTypes[dtype], true)
        return [name, { shape, values }]
      },
    ),
  )
}

function allOf(
  view: DataView,
  begin: number,
  end: number,
  type: string,
  little: boolean,
): number[] {
  const [bytes, read] = elements[type]
  return Array.from({ length: (end - begin) / bytes }, (_, i) =>
    read(view, begin + i * bytes, little),
  )
}

/** What lies with its first axis fastest, with its last one fastest. */
function reordered(values: readonly number[], shape: readonly number[]): number[] {
  return values.map((_, place) => {
    let rest = place
    let at = values.length
    let from = 0
    for (const length of shape.toReversed()) {
      at /= length
      from += (rest % length) * at
      rest = Math.floor(rest / length)
    }
    return values[from]
  })
}

function floatOf(bits: number): number {
  return new Float32Array(Int32Array.of(bits).buffer)[0]
}

/** The exponent of a half is moved to where a float32 has it; 2^112 lies between their biases. */
function halfOf(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1
  const size = bits & 0x7fff
  if (size > 0x7c00) return Number.NaN
  return sign * (size === 0x7c00 ? Number.POSITIVE_INFINITY : floatOf(size << 13) * 2 ** 112)
}
