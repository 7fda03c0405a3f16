import { FormatError } from '../core/errors'

/** What the header of an .npy file says. */
export interface NpyHeader {
  /** NumPy's name of the element type, such as `<f4`. */
  readonly descr: string
  /** Whether the first axis is the one whose elements are neighbours. */
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
}

/** One entry of the dictionary: a key and a string, a truth value or a tuple of whole numbers. */
const entry =
  /\s*(?:'(?<key>[a-z_]+)'|"(?<key2>[a-z_]+)")\s*:\s*(?:'(?<text>[^'\\]*)'|"(?<text2>[^"\\]*)"|(?<truth>True|False)|\((?<tuple>[\d\s,L]*)\))\s*(?:,|$)/y

function parseTuple(text: string): number[] | null {
  const items = text.split(',').map((item) => item.trim())
  // One number needs its comma: (3,) is a tuple, (3) a number.
  if (items.at(-1) === '') items.pop()
  else if (items.length === 1) return null
  return items.every((item) => /^(?:0|[1-9]\d*)L?$/.test(item))
    ? items.map((item) => Number.parseInt(item, 10))
    : null
}

function unreadable(problem: string): FormatError {
  return new FormatError(
    `decodeNpy: ${problem}; expected the header {'descr': ..., 'fortran_order': ..., 'shape': (...)}`,
  )
}

/**
 * Reads the dictionary that NumPy writes: exactly the keys descr, fortran_order and shape.
 * Source: numpy.lib.format.
 */
export function parseNpyHeader(text: string): NpyHeader {
  if (/[^\t\n\f\r -~]/.test(text)) throw unreadable('the header is no plain text')
  const body = text.trim()
  if (!body.startsWith('{') || !body.endsWith('}')) throw unreadable('the header is no dictionary')
  const inside = body.slice(1, -1).trim()
  const found = new Map<string, string | boolean | number[]>()
  entry.lastIndex = 0
  while (entry.lastIndex < inside.length) {
    const groups = entry.exec(inside)?.groups
    if (groups === undefined)
      throw unreadable('the header has something other than three plain entries')
    const key = groups.key ?? groups.key2
    const value =
      groups.truth !== undefined
        ? groups.truth === 'True'
        : groups.tuple !== undefined
          ? parseTuple(groups.tuple)
          : (groups.text ?? groups.text2)
    if (value === null) throw unreadable('the shape is no tuple of whole numbers')
    if (found.has(key)) throw unreadable(`'${key}' is given twice`)
    found.set(key, value)
  }
  const [descr, fortranOrder, shape] = ['descr', 'fortran_order', 'shape'].map((key) =>
    found.get(key),
  )
  if (typeof descr !== 'string') throw unreadable("'descr' is missing or no plain type")
  if (typeof fortranOrder !== 'boolean')
    throw unreadable("'fortran_order' is missing or no truth value")
  if (!Array.isArray(shape)) throw unreadable("'shape' is missing or no tuple")
  if (found.size !== 3) throw unreadable('the header has other keys')
  return { descr, fortranOrder, shape }
}
