import type { ContentSize } from '../../hooks/use-content-size'

/** Rows and columns of the training screen's parts. A part of 0 rows is left out. */
export interface TrainLayout {
  readonly facts: number
  /** Charts side by side; the third one is the learning rate. */
  readonly charts: { readonly count: 2 | 3; readonly width: number; readonly height: number }
  /** The latest values in words, where a chart's title has no room for them. */
  readonly figures: number
  /** The panel of sparkline and progress bars. */
  readonly pace: { readonly height: number; readonly hasSparkline: boolean; readonly bars: 1 | 2 }
  readonly table: { readonly width: number; readonly height: number; readonly isWide: boolean }
  readonly log: { readonly width: number; readonly height: number }
}

/** Cells between two parts. */
export const gap = 1

const narrowTable = 54
const wideTable = 83

/** Charts take the rows that the other parts leave. */
export function trainLayout({ columns, rows, isCompact }: ContentSize): TrainLayout {
  const hasTable = !isCompact
  const hasSparkline = rows >= 14
  const bars = rows < 12 ? 1 : 2
  const figures = columns < 78 ? 2 : 0
  const border = !isCompact && rows >= 30 ? 2 : 0
  const pace = border + bars + (hasSparkline ? 1 : 0)
  const table = hasTable ? Math.max(6, Math.floor(rows * 0.28)) : 0
  const facts = isCompact ? 0 : 1
  const isWide = columns >= wideTable + 36
  const width = isWide ? wideTable : Math.min(narrowTable, columns)
  const count = columns >= 150 ? 3 : 2
  return {
    facts,
    charts: {
      count,
      width: Math.floor((columns - gap * (count - 1)) / count),
      height: Math.max(0, rows - facts - figures - pace - table),
    },
    figures,
    pace: { height: pace, hasSparkline, bars },
    table: { width, height: table, isWide },
    log: { width: Math.max(0, columns - width - gap), height: table },
  }
}
