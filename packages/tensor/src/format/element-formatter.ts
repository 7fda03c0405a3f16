import type { DType } from '../core/dtype'

/** Digits after the point, at most. */
const precision = 8

/** `x` with so many digits after the first; a number halfway between two gets the even digit. */
function rounded(x: number, digits: number): string {
  const [mantissa, power] = x.toExponential(digits).split('e')
  const rest = x.toExponential(digits + 40).slice(digits === 0 ? 2 : mantissa.length)
  const last = Number(mantissa.at(-1))
  const isOddHalf = /^50*e/.test(rest) && last % 2 === 1
  return `${isOddHalf ? mantissa.slice(0, -1) + (last - 1) : mantissa}e${power}`
}

/** The fewest significant digits that give back the same number from 0, in scientific notation. */
function shortest(x: number, dtype: DType): string {
  if (dtype !== 'float32') return x.toExponential()
  for (let digits = 0; digits < 8; digits++) {
    const text = rounded(x, digits)
    if (Math.fround(Number(text)) === x) return text
  }
  return x.toExponential(8)
}

/** A minus sign for negative numbers and negative zero. */
function signOf(x: number): string {
  return x < 0 || Object.is(x, -0) ? '-' : ''
}

/** Whether plain digits would be too long or lose the smaller numbers. */
function needsExponent(values: readonly number[]): boolean {
  const sizes = values.map(Math.abs).filter((size) => size !== 0)
  if (sizes.length === 0) return false
  const largest = sizes.reduce((a, b) => Math.max(a, b))
  const smallest = sizes.reduce((a, b) => Math.min(a, b))
  return largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000
}

function longest(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, text.length), 0)
}

/** Plain digits: as many after the point as each number needs, then spaces up to the longest. */
function positionalFormatter(dtype: DType, values: readonly number[]): (x: number) => string {
  const split = (x: number): [string, string] => {
    const size = Math.abs(x)
    const unique = Number(shortest(size, dtype))
    const isShort = Number(unique.toFixed(precision)) === unique
    const [whole, fraction] = (isShort ? unique : size).toFixed(precision).split('.')
    return [signOf(x) + whole, fraction.replace(/0+$/, '')]
  }
  const width = longest(values.map((value) => split(value)[1]))
  return (x) => {
    const [whole, fraction] = split(x)
    return `${whole}.${fraction.padEnd(width)}`
  }
}

/** Digits and exponent, each as long in all numbers as the one that needs most. */
function scientificFormatter(dtype: DType, values: readonly number[]): (x: number) => string {
  const parts = (x: number, digits: number): [string, string, string] => {
    const [mantissa, power] = rounded(Math.abs(x), digits).split('e')
    const [whole, fraction = ''] = mantissa.split('.')
    return [`${signOf(x)}${whole}.${fraction}`, power[0], power.slice(1)]
  }
  const needed = values.map((value) => {
    const unique = shortest(Math.abs(value), dtype).split('e')[0].split('.')[1] ?? ''
    const [rounded] = parts(value, Math.min(precision, unique.length))
    return rounded.split('.')[1].replace(/0+$/, '')
  })
  const digits = longest(needed)
  const width = Math.max(2, longest(values.map((value) => parts(value, digits)[2])))
  return (x) => {
    const [mantissa, sign, power] = parts(x, digits)
    return `${mantissa}e${sign}${power.padStart(width, '0')}`
  }
}

function floatFormatter(dtype: DType, values: readonly number[]): (x: number) => string {
  const finite = values.filter(Number.isFinite)
  const formatter = needsExponent(finite) ? scientificFormatter : positionalFormatter
  const format = formatter(dtype, finite)
  return (x) => {
    if (Number.isNaN(x)) return 'nan'
    if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf'
    return format(x)
  }
}

/** Writes elements of `dtype` so that all of `values` take the same width, of which there is a least one. */
export function elementFormatter(
  dtype: DType,
  values: readonly number[],
  least: number,
): (x: number) => string {
  const plain = (x: number) => (dtype === 'bool' ? (x === 0 ? 'False' : 'True') : String(x))
  const isFloat = dtype === 'float32' || dtype === 'float64'
  const format = isFloat ? floatFormatter(dtype, values) : plain
  const width = Math.max(least, longest(values.map(format)))
  return (x) => format(x).padStart(width)
}
