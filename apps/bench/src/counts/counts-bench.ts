import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { buildRevision } from '../compare/built-revision.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes } from '../conditions/conditions-notes.ts'
import { digits } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { countInstructions } from './callgrind.ts'
import { COUNTED_PROGRAMS } from './counted-programs.ts'

/** What one turn of a program takes. */
interface Count {
  readonly name: string
  /** Instructions of a turn here, and in the other revision where there is one. */
  readonly here: number
  readonly there?: number
}

export interface CountsResult {
  readonly bench: 'counts'
  readonly format: 1
  readonly conditions: Conditions
  /** The one that is compared with. */
  readonly revision?: string
  readonly counts: readonly Count[]
}

/** Turns of the two runs whose difference is told: starting Node is in both. */
const TURNS = [20, 60] as const
/** Two counts of the same program differ by less, since starting Node differs by some 50,000 instructions. */
const NOISE = 0.01

export const countsBench: Bench<CountsResult> = {
  name: 'counts',
  description: 'instructions of small programs on the reference backend, here and in a revision',
  argument: '[revision]',
  defaultBudget: 120,
  measure,
  report,
}

async function measure({ argument, log }: MeasureOptions): Promise<CountsResult> {
  const conditions = readConditions()
  const own = fileURLToPath(new URL('./counted.js', import.meta.url))
  if (argument === undefined) {
    const counts = await countAll([own], log)
    return { bench: 'counts', format: 1, conditions, counts }
  }
  log(`building ${argument}`)
  using other = buildRevision(argument)
  const counts = await countAll([own, join(dirname(other.program), 'counted.js')], log)
  return { bench: 'counts', format: 1, conditions, revision: other.commit, counts }
}

/** By the script here and, where it is given, the other revision's. */
async function countAll(
  [own, other]: readonly [string, string?],
  log: (line: string) => void,
): Promise<Count[]> {
  const counts: Count[] = []
  for (const name of Object.keys(COUNTED_PROGRAMS)) {
    const here = await countTurn(own, name)
    log(`${name}: ${here}`)
    counts.push({ name, here, ...(other && { there: await countTurn(other, name) }) })
  }
  return counts
}

async function countTurn(script: string, name: string): Promise<number> {
  const few = await countInstructions(script, [name, String(TURNS[0])])
  const many = await countInstructions(script, [name, String(TURNS[1])])
  return Math.round((many - few) / (TURNS[1] - TURNS[0]))
}

function report({ conditions, revision, counts }: CountsResult): Report {
  const here = conditions.revision
  const other = revision ? [revision, `${revision} / ${here}`, `${here} takes`] : []
  return {
    title: 'Instructions of small programs on the reference backend',
    table: {
      header: ['program, a turn', here, ...other],
      rows: counts.map(({ name, here: own, there }) => [
        name,
        String(own),
        ...(there === undefined ? [] : [String(there), digits(there / own), verdict(there / own)]),
      ]),
    },
    notes: [
      `Counted by valgrind's callgrind, with V8's compilers off: what its interpreter takes for ${TURNS[1]} turns, less what it takes for ${TURNS[0]}, a turn. A count tells nothing of seconds, but is the same on a busy machine; differences below ${NOISE * 100}% are noise.`,
      'WebAssembly needs a compiler, so that its kernels cannot be counted.',
      ...conditionsNotes(conditions),
    ],
  }
}

function verdict(ratio: number): string {
  if (Math.abs(ratio - 1) < NOISE) return 'the same'
  return ratio > 1 ? 'fewer' : 'more'
}
