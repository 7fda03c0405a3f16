/** What all charts look like, on light and dark pages. */
export const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 15px }
.grid { stroke: #d0d7de }
.dot, .interval { fill: #6e7781; stroke: #6e7781 }
.ours { fill: #0969da; stroke: #0969da }
.line { fill: none; stroke-width: 2; stroke: #0969da }
.bend { stroke: #bf8700; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .grid { stroke: #3d444d }
  .ours { fill: #4493f8; stroke: #4493f8 }
  .line { stroke: #4493f8 }
}`

/** To a tenth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 10) / 10
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** 1, 2 and 5 times the powers of ten, from the last below all intervals to the first above. */
export function axisTicks(dots: readonly { low: number; high: number }[]): number[] {
  const low = Math.min(...dots.map((dot) => dot.low))
  const high = Math.max(...dots.map((dot) => dot.high))
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)) - 1; ; power++)
    for (const digit of [1, 2, 5]) {
      const tick = Number(`${digit}e${power}`)
      if (tick <= low) ticks.length = 0
      ticks.push(tick)
      if (tick >= high && ticks.length > 1) return ticks
    }
}
