import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { accuracyBench } from '../accuracy/accuracy-bench.ts'
import { log } from '../commands/bench-command.ts'
import { epochBench } from '../epoch/epoch-bench.ts'
import { BenchError } from '../errors.ts'
import { kernelsBench } from '../kernels/kernels-bench.ts'
import { memoryBench } from '../memory/memory-bench.ts'
import { plainTable } from '../report/table.ts'
import { scaleBench } from '../scale/scale-bench.ts'
import { startBench } from '../start/start-bench.ts'
import { stepBench } from '../step/step-bench.ts'
import { TARGETS } from '../targets/targets.ts'
import { targetsTable } from '../targets/targets-table.ts'
import { allReport, resultsOf } from './all-report.ts'
import { type Part, part, type Told } from './part.ts'

/** What is run, with the seconds for its rounds; to find each peer's best setting takes as long again. */
const PARTS = [
  part(epochBench, 70),
  part(accuracyBench, 60),
  part(kernelsBench, 12),
  part(stepBench, 12),
  part(scaleBench, 20),
  part(memoryBench, 24),
  part(startBench, 15),
]

/** `bench all`: every bench in a process of its own, one report of all. */
export function allCommand(): Command {
  return new Command('all')
    .description('everything in under ten minutes: one report in Markdown with its charts')
    .option('--report <folder>', 'for report.md, its charts and the results', 'bench-report')
    .action(async ({ report: folder }: { report: string }) => {
      mkdirSync(folder, { recursive: true })
      const parts = new Map<string, Told | undefined>()
      for (const one of PARTS) parts.set(one.name, await runPart(one, folder))
      writeFileSync(join(folder, 'report.md'), allReport(parts))
      console.log(plainTable(targetsTable(TARGETS, resultsOf(parts))))
      log(`written: ${join(folder, 'report.md')}`)
      const failed = [...parts.keys()].filter((name) => !parts.get(name))
      if (failed.length > 0) throw new BenchError('result', `failed: ${failed.join(', ')}`)
    })
}

/** A part that fails leaves its place in the report empty, and the others go on. */
async function runPart(
  { name, description, budgetSeconds, tell }: Part,
  folder: string,
): Promise<Told | undefined> {
  log(`${name}: ${description}`)
  const file = join(folder, `${name}.json`)
  const args = [process.argv[1]!, name, '--budget', String(budgetSeconds), '--json', file]
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) return undefined
  const told = tell(readFileSync(file, 'utf8'))
  if (told.chart) writeFileSync(join(folder, `${name}.svg`), told.chart)
  return told
}
