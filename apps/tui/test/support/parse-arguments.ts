import { runCommandLine } from '../../src/cli/run-command-line'
import type { Runner } from '../../src/cli/runner'

/** The result of a command line: the request of its task, or the text of `--help` or `--version`. */
export type Parsed = { readonly request: unknown } | { readonly text: string }

/** Parses a command line without running its task. */
export async function parseArguments(args: readonly string[], version = '1.2.3'): Promise<Parsed> {
  let text = ''
  let parsed: Parsed | null = null
  const keep: Runner['run'] = async (_, request) => {
    parsed = { request }
  }
  const print = (more: string) => {
    text += more
  }
  await runCommandLine(args, version, {
    runner: { run: keep, runOnThread: keep as Runner['runOnThread'], runUnguarded: keep },
    print,
  })
  return parsed ?? { text }
}
