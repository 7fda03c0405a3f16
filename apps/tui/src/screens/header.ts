import type { ViewState } from '../state/view-state'
import type { Charset } from '../text/charset'
import { formatPercent } from '../text/format'
import { bold, dim, type Line, type Span, type Style, span, spread } from '../text/span'
import { type ScreenName, screenNames } from './view'

const shownTab: Style = { bold: true, underline: true }

/** The name and the screens on the left, what the run is doing on the right. */
export function headerLine(
  state: ViewState,
  screen: ScreenName,
  columns: number,
  charset: Charset,
): Line {
  const name = columns < 100 ? [] : [span('handwritten  ', bold)]
  return spread([...name, ...tabs(screen, columns)], [statusSpan(state, charset)], columns)
}

// Where there is little room only the screen that is shown has its name.
function tabs(screen: ScreenName, columns: number): Span[] {
  return screenNames.flatMap((name, index) => {
    const isShown = name === screen
    const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const text = isShown || columns >= 78 ? `${index + 1} ${title}` : `${index + 1}`
    const gap = index < screenNames.length - 1 ? (columns >= 110 ? '   ' : ' ') : ''
    return [span(text, isShown ? shownTab : dim), span(gap)]
  })
}

function statusSpan(state: ViewState, { status }: Charset): Span {
  const { phase, run, epoch, epochs } = state
  const accuracy = epochs.at(-1)?.testAccuracy
  const result = accuracy === undefined ? '' : `, ${formatPercent(accuracy).trim()} right`
  switch (phase) {
    case 'waiting':
      return span(`${status.waiting} ${state.reason}`, { color: 'accent' })
    case 'training':
      return span(`${status.running} training epoch ${epoch}/${run?.epochs}`, { color: 'accent' })
    case 'measuring':
      return span(`${status.running} on the test images`, { color: 'accent' })
    case 'paused':
      return span(`${status.paused} paused`, { color: 'warn' })
    case 'stopping':
      return span(`${status.paused} stopping`, { color: 'warn' })
    case 'completed':
    case 'stopped':
      return span(`${status.done} ${phase}${result}`, { color: 'good' })
    case 'failed':
      return span(`${status.failed} failed`, { color: 'bad' })
  }
}
