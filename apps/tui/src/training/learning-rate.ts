const rungs = [1, 1.5, 2, 3, 5, 7, 10]

/** The next round learning rate above or below `rate`: from 0.1 to 0.15 or to 0.07. */
export function nextRate(rate: number, up: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rate) + 1e-9)
  const mantissa = rate / power
  const rung = up
    ? rungs.find((rung) => rung > mantissa * (1 + 1e-6))
    : [0.7, ...rungs].findLast((rung) => rung < mantissa * (1 - 1e-6))
  return Number(((rung ?? 1) * power).toPrecision(6))
}
