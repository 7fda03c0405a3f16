import { csvCell } from '../../text/csv-cell'
import { escaped } from '../../text/escaped'
import { formatPercent } from '../../text/format'
import { jsonText } from '../../text/json-text'

export type PredictionFormat = 'text' | 'csv' | 'json'

/** The result for one picture. */
export interface Prediction {
  /** Path of the picture, or `stdin`. */
  readonly image: string
  /** Of every class, in the order of the network's outputs. */
  readonly probabilities: readonly number[]
  /** All classes, the most likely first. */
  readonly ranking: readonly { readonly label: string; readonly probability: number }[]
}

/** The line before the predictions, or null if the format has none. */
export function predictionHeader(format: PredictionFormat, top: number): string | null {
  if (format !== 'csv') return null
  const pairs = Array.from({ length: top }, (_, place) => {
    const number = place === 0 ? '' : String(place + 1)
    return `label${number},probability${number}`
  })
  return `image,${pairs.join(',')}\n`
}

/** The line of a prediction, with the `top` most likely classes. */
export function predictionLine(
  { image, probabilities, ranking }: Prediction,
  format: PredictionFormat,
  top: number,
): string {
  const best = ranking.slice(0, top)
  switch (format) {
    case 'json': {
      const [first] = best
      const more = top > 1 ? { top: best } : {}
      return `${jsonText({ type: 'prediction', image, ...first, probabilities, ...more })}\n`
    }
    case 'csv':
      return `${[image, ...best.flatMap(({ label, probability }) => [label, String(probability)])].map(csvCell).join(',')}\n`
    case 'text': {
      const classes = best.map(
        ({ label, probability }) => `${escaped(label)}  ${formatPercent(probability)}`,
      )
      return `${[...classes, escaped(image)].join('  ')}\n`
    }
  }
}
