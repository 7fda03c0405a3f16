import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { epochChart } from '../report/epoch-chart.ts'
import { epochFigures } from '../report/epoch-figures.ts'
import { markdownEpochReport, plainEpochReport } from '../report/epoch-report.ts'
import type { EpochResult } from '../report/epoch-result.ts'
import { measureEpoch } from './measure-epoch.ts'
import { log, parseSeconds } from './options.ts'

/** `bench epoch`: one epoch of the seed recipe, ours and the peers'. */
export function epochCommand(): Command {
  return new Command('epoch')
    .description('one epoch of the seed recipe, here and in NumPy and PyTorch where installed')
    .option('--budget <seconds>', 'for the timed rounds', parseSeconds, 180)
    .option('--json <file>', 'write what was measured')
    .option('--report <folder>', 'write epoch.md and epoch.svg')
    .action(async (options: { budget: number; json?: string; report?: string }) => {
      const result = await measureEpoch({ budgetSeconds: options.budget, log })
      console.log(plainEpochReport(result, epochFigures(result)))
      if (options.json) writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`)
      if (options.report) writeReport(options.report, result)
    })
}

function writeReport(folder: string, result: EpochResult): void {
  const figures = epochFigures(result)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'epoch.md'), markdownEpochReport(result, figures, 'epoch.svg'))
  writeFileSync(join(folder, 'epoch.svg'), epochChart(result, figures))
}
