import type { TrainOptions } from '../../settings/train-options'
import type { CharsetName } from '../../text/charset'

/** A training run and how it is shown. */
export interface TrainRequest {
  readonly options: TrainOptions
  /** Default: chosen by the terminal. */
  readonly mode?: 'plain' | 'json'
  /** Default: chosen by the terminal. */
  readonly charset?: CharsetName
  /** A file to append the events to, besides the log in the run's folder. */
  readonly log?: string
}
