import type { Bench } from '../commands/bench-command.ts'
import type { Report } from '../report/report.ts'

/** What one bench tells of its result. */
export interface Told {
  readonly result: unknown
  readonly report: Report
  /** An SVG drawing, where the bench makes one. */
  readonly chart: string | undefined
}

/** One bench of several, with the type of its result forgotten. */
export interface Part {
  readonly name: string
  readonly description: string
  readonly budgetSeconds: number
  /** From the result as it was written to a file. */
  tell(json: string): Told
}

export function part<Result>(bench: Bench<Result>, budgetSeconds: number): Part {
  return {
    name: bench.name,
    description: bench.description,
    budgetSeconds,
    tell: (json) => {
      const result = JSON.parse(json) as Result
      return { result, report: bench.report(result), chart: bench.chart?.(result) }
    },
  }
}
