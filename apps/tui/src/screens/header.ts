import { isOver, type ViewState } from '../state/view-state'
import type { Charset } from '../text/charset'
import { formatPercent } from '../text/format'
import { bold, type Line, type Span, span, spread } from '../text/span'

/** The name on the left, what the run is doing on the right. */
export function headerLine(state: ViewState, columns: number, charset: Charset): Line {
  return spread([span('handwritten', bold)], [statusSpan(state, charset)], columns)
}

function statusSpan(state: ViewState, { status }: Charset): Span {
  const { phase, run, epoch, epochs } = state
  const accuracy = epochs.at(-1)?.testAccuracy
  const result =
    accuracy === undefined ? '' : `, ${formatPercent(accuracy).trim()} of test images right`
  switch (phase) {
    case 'waiting':
      return span(`${status.waiting} ${state.reason}`, { color: 'accent' })
    case 'training':
      return span(`${status.running} training, epoch ${epoch} of ${run?.epochs}`, {
        color: 'accent',
      })
    case 'measuring':
      return span(`${status.running} measuring on test images`, { color: 'accent' })
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

/** The keys that matter now, as many as fit. */
export function footerLine({ phase }: ViewState, columns: number): Line {
  const keys = isOver(phase)
    ? ['q to leave', '? help']
    : [
        '? help',
        'q quit',
        phase === 'paused' ? 'space goes on' : 'space pauses',
        's step',
        '+ - rate',
      ]
  keys.push('l axes', 'm smoothing', 'z zoom', 'arrows read')
  let text = ''
  for (const key of keys) {
    const longer = text === '' ? key : `${text}   ${key}`
    if (longer.length > columns) break
    text = longer
  }
  return [span(text, { dim: true })]
}
