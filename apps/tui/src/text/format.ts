// Every figure on the screen has a fixed width, so that a column of them stays still while they change.

const thousands = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A loss in 6 cells, with as many decimals as they hold: `0.1234`, `12.345`. */
export function formatLoss(loss: number): string {
  return formatFigure(loss, 6)
}

/** A number in `width` cells, at least 6, right-aligned, with as many decimals as fit. */
export function formatFigure(value: number, width: number): string {
  if (Number.isNaN(value)) return 'NaN'.padStart(width)
  if (!Number.isFinite(value)) return (value > 0 ? 'inf' : '-inf').padStart(width)
  for (let decimals = width - 2; decimals >= 0; decimals--) {
    const text = value.toFixed(decimals)
    if (text.length <= width) return text.padStart(width)
  }
  return value.toExponential(0).padStart(width)
}

/** A fraction as a percentage in 6 cells: `98.12%`, ` 9.80%`, `100.0%`. */
export function formatPercent(fraction: number): string {
  if (!Number.isFinite(fraction)) return '--'.padStart(6)
  const text = (100 * fraction).toFixed(2)
  return `${text.length > 5 ? text.slice(0, 5) : text}%`.padStart(6)
}

/** A whole number with its thousands apart: `218,058`. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? thousands.format(count) : '--'
}

/** Seconds as `0:07`, `12:34` or `1:02:03`; unknown where they are not finite. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-:--'
  const total = Math.max(0, Math.round(seconds))
  const pad = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(total / 60)
  const rest = `${pad(total % 60)}`
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`
}

/** A learning rate with the digits it needs and no more: `0.01`, `0.0025`, `1e-7`. */
export function formatRate(rate: number): string {
  return String(Number(rate.toPrecision(4)))
}
