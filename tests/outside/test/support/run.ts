import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A program that does not end by itself is ended after this long, and has failed. */
const TIMEOUT_MS = 100_000

/** The Node that strangers use: the one at OUTSIDE_NODE, or the one that runs the tests. */
const node = process.env.OUTSIDE_NODE ?? process.execPath

/** What a program prints that the strangers' Node runs in `cwd` to its end. @throws when it fails or does not end */
export const run = (cwd: string, args: readonly string[]) => runWith(node, cwd, args)

/** The same with the Node that runs the tests, for what is not promised to run on older ones. */
export const runHere = (cwd: string, args: readonly string[]) =>
  runWith(process.execPath, cwd, args)

async function runWith(program: string, cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd, timeout: TIMEOUT_MS })
  return stdout
}
