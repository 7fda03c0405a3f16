/** Rows and columns of the training screen's parts. A part of 0 rows is left out. */
export interface TrainLayout {
  readonly facts: number
  /** A chart with its title; two stand side by side. */
  readonly chart: { readonly width: number; readonly height: number; readonly gap: number }
  /** The latest figures in words, where a chart's title has no room for them. */
  readonly figures: number
  readonly sparkline: number
  readonly progress: number
  readonly table: { readonly isWide: boolean; readonly width: number; readonly height: number }
  readonly log: { readonly width: number; readonly height: number }
  /** Blank rows between the parts. */
  readonly space: number
}

const narrowTable = 50
const wideTable = 79

/** How `columns` x `rows` cells are shared out; the charts take what the others leave. */
export function trainLayout(columns: number, rows: number): TrainLayout {
  const isNarrow = columns < 70
  const isSmall = isNarrow || rows < 17
  const space = rows >= 30 ? 1 : 0
  const facts = isSmall ? 0 : 1
  const figures = isNarrow ? 2 : 0
  const sparkline = rows < 14 ? 0 : 1
  const progress = rows < 12 ? 1 : 2
  const table = isSmall ? 0 : Math.max(5, Math.floor(rows / 4))
  const isWide = columns >= wideTable + 3 + 36
  const width = isWide ? wideTable : narrowTable
  const gap = isNarrow ? 1 : 3
  const others = facts + figures + sparkline + progress + table + 3 * space
  return {
    facts,
    chart: { width: Math.floor((columns - gap) / 2), height: Math.max(0, rows - others), gap },
    figures,
    sparkline,
    progress,
    table: { isWide, width, height: table },
    log: { width: Math.max(0, columns - width - 3), height: table },
    space,
  }
}
