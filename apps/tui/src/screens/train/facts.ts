import type { ViewState } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { formatCount } from '../../text/format'
import { dim, fit, type Line, span } from '../../text/span'

/** What is trained, on what and where, as many facts as fit. */
export function factsLine({ run }: ViewState, columns: number, charset: Charset): Line {
  if (run === null) return fit([], columns)
  const facts = [
    `${run.recipe} recipe`,
    run.layers.join('-'),
    `${formatCount(run.parameters)} parameters`,
    `${run.backend}, ${run.threads} ${run.threads === 1 ? 'thread' : 'threads'}`,
    run.optimizer,
    `batch ${run.batchSize}`,
    `seed ${run.seed}`,
    `${run.dataset}, ${formatCount(run.trainSamples)} images`,
  ]
  const separator = ` ${charset.separator} `
  let text = ''
  for (const fact of facts) {
    const longer = text === '' ? fact : text + separator + fact
    if (longer.length > columns) break
    text = longer
  }
  return fit([span(text, dim)], columns)
}
