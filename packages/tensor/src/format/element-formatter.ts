import type { DType } from '../dtype'

/** Digits after the point, at most. */
const precision = 8

/** A number written as NumPy writes it, before it is padded to its column. */
interface Digits {
  /** Sign and digits before the point. */
  whole: string
  /** Digits after it, without trailing zeros. */
  fraction: string
  /** `e+10`, or nothing. */
  exponent: string
}

/** The fewest significant digits that give back the same number, as digits and exponent. */
function shortest(x: number, dtype: DType): string {
  if (dtype !== 'float32') return x.toExponential()
  for (let digits = 0; digits < 8; digits++) {
    const text = x.toExponential(digits)
    if (Math.fround(Number(text)) === x) return text
  }
  return x.toExponential(8)
}

function trimZeros(fraction: string): string {
  return fraction.replace(/0+$/, '')
}

function positional(x: number, dtype: DType): Digits {
  const [whole, fraction = ''] = Number(shortest(x, dtype)).toFixed(precision).split('.')
  return { whole: Object.is(x, -0) ? '-0' : whole, fraction: trimZeros(fraction), exponent: '' }
}

function scientific(x: number, dtype: DType): Digits {
  const [unique] = shortest(x, dtype).split('e')
  const digits = Math.min(precision, unique.split('.')[1]?.length ?? 0)
  const [mantissa, power] = Number(shortest(x, dtype)).toExponential(digits).split('e')
  const [whole, fraction = ''] = mantissa.split('.')
  const exponent = `e${power[0]}${power.slice(1).padStart(2, '0')}`
  return { whole: Object.is(x, -0) ? '-0' : whole, fraction: trimZeros(fraction), exponent }
}

/** Whether plain digits would be too long or lose the smaller numbers. */
function needsExponent(values: readonly number[]): boolean {
  const sizes = values.map(Math.abs).filter((size) => size !== 0)
  if (sizes.length === 0) return false
  const largest = sizes.reduce((a, b) => Math.max(a, b))
  const smallest = sizes.reduce((a, b) => Math.min(a, b))
  return largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000
}

function floatFormatter(dtype: DType, values: readonly number[]): (x: number) => string {
  const finite = values.filter(Number.isFinite)
  const exponents = needsExponent(finite)
  const digitsOf = (x: number) => (exponents ? scientific(x, dtype) : positional(x, dtype))
  const digits = finite.map(digitsOf)
  const longest = (lengths: number[]) => lengths.reduce((a, b) => Math.max(a, b), 0)
  const right = longest(digits.map(({ fraction }) => fraction.length))
  const text = (x: number): string => {
    if (Number.isNaN(x)) return 'nan'
    if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf'
    const { whole, fraction, exponent } = digitsOf(x)
    return `${whole}.${fraction.padEnd(right, exponents ? '0' : ' ')}${exponent}`
  }
  const width = longest(values.map((value) => text(value).length))
  return (x) => text(x).padStart(width)
}

/** Writes elements of `dtype` so that all of `values` take the same width. */
export function elementFormatter(dtype: DType, values: readonly number[]): (x: number) => string {
  if (dtype === 'float32' || dtype === 'float64') return floatFormatter(dtype, values)
  const text = (x: number) => (dtype === 'bool' ? (x === 0 ? 'False' : 'True') : String(x))
  const width = values.reduce((widest, value) => Math.max(widest, text(value).length), 0)
  return (x) => text(x).padStart(width)
}
