import type { ViewState } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { formatCount } from '../../text/format'
import { dim, fit, type Line, span, spread } from '../../text/span'
import { computedBy } from '../../training/computed-by'
import type { TrainView } from '../view'

/** What is trained, on what and where, as many facts as fit; on the right how the curves are drawn. */
export function factsLine(
  { run }: ViewState,
  view: TrainView,
  columns: number,
  charset: Charset,
): Line {
  if (run === null) return fit([], columns)
  const facts = [
    `${run.recipe} recipe`,
    run.layers.join('-'),
    computedBy(run),
    run.optimizer,
    `batch ${run.batchSize}`,
    `${formatCount(run.parameters)} parameters`,
    `seed ${run.seed}`,
    `${run.dataset}, ${formatCount(run.trainSamples)} images`,
  ]
  const separator = ` ${charset.separator} `
  const drawn = drawnAs(view)
  const room = columns >= 110 ? columns - drawn.length - 3 : columns
  let text = ''
  for (const fact of facts) {
    const longer = text === '' ? fact : text + separator + fact
    if (longer.length > room) break
    text = longer
  }
  const right = columns >= 110 ? [span(drawn, dim)] : []
  return fit(spread([span(text, dim)], right, columns), columns)
}

function drawnAs({ smoothing, raw, spread, zoom }: TrainView): string {
  const words = {
    light: 'lightly smoothed',
    medium: 'smoothed',
    strong: 'strongly smoothed',
    none: 'not smoothed',
    epochs: 'by epoch',
  }
  return [
    words[smoothing],
    ...(raw && smoothing !== 'none' ? ['raw'] : []),
    ...(spread ? ['log'] : []),
    typeof zoom === 'string' ? zoom : 'window',
  ].join(', ')
}
