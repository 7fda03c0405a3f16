import { decimalsOf, multiples, roundStep, type Tick } from './ticks'

/** How values lie along an axis. */
export interface Scale {
  /** 0 at the axis's start, 1 at its end, beyond them outside; NaN where the value has no place. */
  place(value: number): number
  /** At most about `count` round values within the axis. */
  ticks(count: number): Tick[]
}

/** The kinds of scale a chart's values can have. `nines` spreads fractions near 1: 90%, 99%, 99.9%. */
export type ScaleKind = 'linear' | 'log' | 'percent' | 'nines'

/** The smallest and largest finite value, or null where there is none. */
export function extent(values: Iterable<number>): readonly [min: number, max: number] | null {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  return min <= max ? [min, max] : null
}

/** A scale of this kind that holds all finite `values`, its ends rounded outward to ticks. */
export function scaleFor(kind: ScaleKind, values: Iterable<number>, count: number): Scale {
  if (kind === 'log') return logScale(extent(positive(values)) ?? [0.1, 1])
  if (kind === 'nines') return ninesScale(extent(values) ?? [0, 0.9])
  const [low, high] = extent(values) ?? [0, 1]
  const [min, max] = widened(low, high, kind === 'percent' ? 0.05 : 1)
  const step = roundStep(max - min, count)
  const start = Math.floor(min / step + 1e-9) * step
  const end = Math.ceil(max / step - 1e-9) * step
  if (kind === 'linear') return linearScale(start, end)
  return percentScale(Math.max(0, start), Math.min(1, end))
}

/** Even spacing from `min` to `max`, ticks no closer than `closest`. */
export function linearScale(min: number, max: number, closest = 0): Scale {
  return {
    place: (value) => (value - min) / (max - min),
    ticks: (count) => {
      const step = Math.max(closest, roundStep(max - min, count))
      return multiples(min, max, step).map((value) => ({
        value,
        label: plain(value, decimalsOf(step)),
      }))
    },
  }
}

function percentScale(min: number, max: number): Scale {
  return {
    place: (value) => (value - min) / (max - min),
    ticks: (count) => {
      const step = roundStep(100 * (max - min), count)
      return multiples(100 * min, 100 * max, step).map((value) => ({
        value: value / 100,
        label: `${plain(value, decimalsOf(step))}%`,
      }))
    },
  }
}

const subsets = [[1, 2, 3, 5], [1, 2, 5], [1, 3], [1]]

// The ends are rounded outward to 1, 2, 3 or 5 times a power of ten.
function logScale([low, high]: readonly [number, number]): Scale {
  const powers = multiples(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)), 1)
  const marks = powers.flatMap((power) => [1, 2, 3, 5].map((factor) => ({ power, factor })))
  const valueAt = ({ power, factor }: { power: number; factor: number }): number =>
    factor * 10 ** power
  const first = marks.findLastIndex((mark) => valueAt(mark) <= low * (1 + 1e-9))
  const last = marks.findIndex((mark, i) => i > first && valueAt(mark) >= high * (1 - 1e-9))
  const shown = marks.slice(first, last + 1)
  const min = Math.log10(valueAt(shown[0]!))
  const max = Math.log10(valueAt(shown.at(-1)!))
  return {
    place: (value) => (value > 0 ? (Math.log10(value) - min) / (max - min) : Number.NaN),
    ticks: (count) => {
      const choices = subsets.map((factors) =>
        shown.filter((mark) => factors.includes(mark.factor)),
      )
      const chosen = choices.find((choice) => choice.length <= count + 1) ?? choices.at(-1)!
      return thinned(chosen, count + 1).map(({ power, factor }) => decade(power, factor))
    },
  }
}

const nines = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999, 0.99999]

// A fraction's place is the logarithm of what it lacks of 1; nothing is nearer to 1 than the last of them.
function ninesScale([low, high]: readonly [number, number]): Scale {
  const nearness = (value: number): number => -Math.log10(Math.max(1e-5, 1 - value))
  const below = nines.findLastIndex((nine) => nine <= low)
  const first = Math.min(nines.length - 2, Math.max(0, below))
  const above = nines.findIndex((nine, index) => index > first && nine >= high)
  const shown = nines.slice(first, above === -1 ? nines.length : above + 1)
  const min = nearness(shown[0]!)
  const max = nearness(shown.at(-1)!)
  return {
    place: (value) => Math.min(1, (nearness(value) - min) / (max - min)),
    ticks: (count) =>
      thinned(
        shown.map((value) => ({ value, label: `${Number((100 * value).toFixed(3))}%` })),
        count,
      ),
  }
}

function thinned<T>(ticks: readonly T[], count: number): T[] {
  const every = Math.max(1, Math.ceil(ticks.length / Math.max(1, count)))
  return ticks.filter((_, index) => index % every === 0)
}

function decade(power: number, factor: number): Tick {
  const value = factor * 10 ** power
  const label = power < -4 || power > 5 ? `${factor}e${power}` : plain(value, Math.max(0, -power))
  return { value, label }
}

function plain(value: number, decimals: number): string {
  if (Math.abs(value) >= 1e6) return value.toExponential(1).replace('+', '')
  return (Object.is(value, -0) ? 0 : value).toFixed(decimals)
}

// Values that are all but equal get room around them.
function widened(low: number, high: number, room: number): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (high - low > size * 1e-6 && high - low > 1e-9) return [low, high]
  const margin = size < 1e-9 ? room : size * 0.1
  return [low - margin, high + margin]
}

function* positive(values: Iterable<number>): Iterable<number> {
  for (const value of values) if (value > 0) yield value
}
