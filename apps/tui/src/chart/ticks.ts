/** A place on an axis that is named. */
export interface Tick {
  readonly value: number
  readonly label: string
}

/**
 * The smallest of 1, 2 and 5 times a power of ten that cuts `range` into at most `count` pieces.
 */
export function roundStep(range: number, count: number): number {
  const rough = range / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

/** The multiples of `step` within [min, max]. */
export function multiples(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step)
}

/** How many decimals multiples of `step` need: 0.25 needs 2. */
export function decimalsOf(step: number): number {
  return step >= 1 ? 0 : Math.min(12, Math.ceil(-Math.log10(step) - 1e-9))
}
