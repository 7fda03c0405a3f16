import type { DatasetName } from '@handwritten/mnist-data'
import type { CharsetName } from '../text/charset'

/** What a training run is started with. Where a setting is absent the recipe decides. */
export interface TrainOptions {
  readonly recipe: 'seed' | 'fast'
  readonly epochs?: number
  readonly batchSize?: number
  readonly learningRate?: number
  readonly seed: number
  readonly threads?: number
  readonly dataset: DatasetName
  readonly dataDir?: string
}

/** How a run is shown: on the whole screen, a line an event, or a JSON object a line. */
export type OutputMode = 'dashboard' | 'plain' | 'json'

export interface TrainCommand {
  readonly options: TrainOptions
  /** Absent where the terminal decides. */
  readonly mode?: 'plain' | 'json'
  /** Absent where the terminal decides. */
  readonly charset?: CharsetName
}
