import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'

/** A process that does not end by itself is ended after this long. */
const TIMEOUT_MS = 30_000

/**
 * Runs test/engine/processes/`name`.ts, bundled as users bundle it, to its end in a process of its own.
 * @returns what it printed, parsed as JSON
 * @throws when it fails, or does not end by itself
 */
export async function outcomeOf(name: string, flags: readonly string[] = []): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'))
  try {
    const outfile = join(folder, `${name}.mjs`)
    await build({
      entryPoints: [join(import.meta.dirname, 'processes', `${name}.ts`)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      external: ['node:*'],
      target: 'es2023',
      logLevel: 'error',
    })
    const args = [...flags, outfile]
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: TIMEOUT_MS })
    return JSON.parse(stdout)
  } finally {
    await rm(folder, { recursive: true })
  }
}
