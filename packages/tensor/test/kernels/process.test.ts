import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'tsup'
import { afterAll, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../src')
const folder = await mkdtemp(join(tmpdir(), 'threads-'))
afterAll(() => rm(folder, { recursive: true }))

/** Runs a module of its own process to its end, built as users get it; returns what it printed. */
async function printed(format: 'esm' | 'cjs', script: string): Promise<string> {
  const entry = join(folder, `${format}.ts`)
  await writeFile(
    entry,
    `import { KernelMemory } from '${source}/backend/wasm/memory/kernel-memory'
     import { WorkerPool } from '${source}/backend/wasm/threads/worker-pool'
     ${script}`,
  )
  const js = format === 'esm' ? '.mjs' : '.cjs'
  await build({
    entry: [entry],
    format,
    outDir: folder,
    outExtension: () => ({ js }),
    config: false,
    silent: true,
    platform: 'neutral',
    target: 'es2023',
  })
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, format + js)])
  return stdout
}

const script = `
  const memory = new KernelMemory()
  const halt = memory.allocate(4)
  memory.int32(halt, 1)[0] = 0
  WorkerPool.start(memory, { threads: 2, cores: 2 }).then((threads) => {
    threads.run([halt, halt])
    setTimeout(() => {
      threads.run([halt, halt])
      console.log('done')
    }, 50)
  })
`

it.each(['esm', 'cjs'] as const)(
  'a process with idle threads ends by itself (%s)',
  async (format) => {
    expect(await printed(format, script)).toBe('done\n')
  },
)
