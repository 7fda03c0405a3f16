import type { Ratio } from '../harness/ratio.ts'
import type { Summary } from '../harness/statistics.ts'

/** Three significant digits, never in exponent form: `0.0123`, `1.23`, `123`, `1230`. */
export function digits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(places, 12))
}

export function seconds(value: number): string {
  if (value < 1e-6) return `${digits(value * 1e9)} ns`
  if (value < 1e-3) return `${digits(value * 1e6)} us`
  return value < 1 ? `${digits(value * 1e3)} ms` : `${digits(value)} s`
}

/** `1.02 s (0.98 to 1.10)`: the median and the interval that holds the true one. */
export function spreadSeconds({ median, low, high }: Summary): string {
  return `${seconds(median)} (${digits(inUnitOf(low, median))} to ${digits(inUnitOf(high, median))})`
}

function inUnitOf(value: number, unit: number): number {
  if (unit < 1e-6) return value * 1e9
  if (unit < 1e-3) return value * 1e6
  return unit < 1 ? value * 1e3 : value
}

/** `2.31 (2.20 to 2.40)`, with a word where the rounds do not tell. */
export function spreadRatio({ median, low, high, noisy }: Ratio): string {
  const told = `${digits(median)} (${digits(low)} to ${digits(high)})`
  return noisy ? `${told}, too noisy to tell` : told
}

/** In whole KiB or MiB, or in GiB with three digits. */
export function bytes(value: number): string {
  if (value < 2 ** 20) return `${Math.round(value / 2 ** 10)} KiB`
  return value < 2 ** 30 ? `${Math.round(value / 2 ** 20)} MiB` : `${digits(value / 2 ** 30)} GiB`
}

export function percent(share: number): string {
  return `${digits(share * 100)}%`
}
