import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { markdownReport, plainReport, type Report } from '../report/report.ts'

/** How a measurement is told what it may cost, and tells how far it is. */
export interface MeasureOptions {
  /** For the timed rounds; what comes before is extra. */
  readonly budgetSeconds: number
  /** A line of progress. */
  readonly log: (line: string) => void
  /** What the bench's `argument` was given as. */
  readonly argument?: string
}

/** A subcommand that measures something and reports it. */
export interface Bench<Result> {
  readonly name: string
  readonly description: string
  /** As in `<revision>`, for a bench that takes one. */
  readonly argument?: string
  readonly defaultBudget: number
  measure(options: MeasureOptions): Promise<Result>
  report(result: Result): Report
  /** An SVG drawing of the result. */
  chart?(result: Result): string
}

/** The subcommand: progress on stderr, table on stdout, files where asked for. */
export function benchCommand<Result>(bench: Bench<Result>): Command {
  const command = new Command(bench.name)
    .description(bench.description)
    .option('--budget <seconds>', 'for the timed rounds', parseSeconds, bench.defaultBudget)
    .option('--json <file>', 'write what was measured')
    .option('--report <folder>', `write ${bench.name}.md${bench.chart ? ' and its chart' : ''}`)
  if (bench.argument) command.argument(bench.argument)
  return command.action(async () => {
    const options = command.opts<{ budget: number; json?: string; report?: string }>()
    const [argument] = command.args
    const result = await bench.measure({
      budgetSeconds: options.budget,
      log,
      ...(argument !== undefined && { argument }),
    })
    console.log(plainReport(bench.report(result)))
    if (options.json) writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`)
    if (options.report) writeReport(options.report, bench, result)
  })
}

function writeReport<Result>(folder: string, bench: Bench<Result>, result: Result): void {
  mkdirSync(folder, { recursive: true })
  const chart = bench.chart && `${bench.name}.svg`
  writeFileSync(join(folder, `${bench.name}.md`), markdownReport(bench.report(result), chart))
  if (chart) writeFileSync(join(folder, chart), bench.chart!(result))
}

function parseSeconds(text: string): number {
  const value = Number(text)
  if (!(value > 0 && Number.isFinite(value)))
    throw new InvalidArgumentError(`expected seconds above 0, found ${JSON.stringify(text)}`)
  return value
}

/** Progress goes to stderr, so that stdout stays the report's. */
export function log(line: string): void {
  process.stderr.write(`${line}\n`)
}
