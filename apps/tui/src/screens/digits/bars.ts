import { bar } from '../../chart/bar'
import type { Charset } from '../../text/charset'
import { fit, type Line, type Role, span } from '../../text/span'

export interface BarsOptions {
  /** Size in cells. */
  readonly width: number
  /** Rows; the classes are put in as many columns as that takes. */
  readonly height: number
  /** The class that the image is of; null where that is not known. */
  readonly label: number | null
  readonly charset: Charset
}

/**
 * One bar a class. The right class and a wrong choice have a mark as well as a colour. Without
 * probabilities the bars are empty.
 */
export function probabilityBars(
  values: readonly number[],
  classes: readonly string[],
  { width, height, label, charset }: BarsOptions,
): Line[] {
  if (height < 1) return []
  const columns = Math.ceil(classes.length / height)
  const cell = Math.floor((width - (columns - 1)) / columns)
  const best = values.reduce(
    (best, value, index) => (value > (values[best] ?? 0) ? index : best),
    0,
  )
  const line = (index: number): Line => {
    const value = values[index] ?? Number.NaN
    const isWrong = label !== null && index === best && index !== label
    const role: Role = index === label ? 'good' : isWrong ? 'bad' : 'accent'
    const mark = index === label ? charset.status.done : isWrong ? charset.status.failed : ' '
    const percent = Number.isNaN(value) ? '--' : `${Math.round(100 * value)}%`
    const room = cell - 3 - 5
    const name = span(`${classes[index] ?? ''}${values.length > 0 ? mark : ' '} `, {
      bold: index === best,
    })
    return fit(
      [name, ...bar(value, room, charset, { color: role }), span(percent.padStart(5))],
      cell,
    )
  }
  return Array.from({ length: Math.min(height, classes.length) }, (_, row) =>
    Array.from({ length: columns }, (_, column) => column * height + row)
      .filter((index) => index < classes.length)
      .flatMap((index, column) => [span(column > 0 ? ' ' : ''), ...line(index)]),
  )
}
