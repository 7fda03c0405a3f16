import type { BenchRequest } from './commands/bench'
import type { EvaluateRequest } from './commands/evaluate'
import type { ExportRequest } from './commands/export'
import type { PredictRequest } from './commands/predict'
import type { RunsRequest } from './commands/runs'
import type { SweepRequest } from './commands/sweep'
import type { TrainRequest } from './commands/train'

/** What the command line asks for: a text to print, or something to do. */
export type Request =
  | { readonly kind: 'print'; readonly text: string }
  | TrainRequest
  | PredictRequest
  | EvaluateRequest
  | ExportRequest
  | RunsRequest
  | SweepRequest
  | BenchRequest

/** Takes what a command's line asks for. */
export type Ask = (request: Request) => void
