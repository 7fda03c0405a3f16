import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Generator } from '@handwritten/tensor'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bitsOf, makeRun } from './programs/interrupted-run'

const KILLS = 20

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handwritten-killed-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'programs', 'interrupted-run.ts')],
    outfile: join(folder, 'run.mjs'),
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'es2023', logLevel: 'error' },
  })
})
afterAll(() => rm(folder, { recursive: true }))

function start(checkpoint: string, threads: number): ChildProcess {
  const args = [join(folder, 'run.mjs'), checkpoint, String(threads)]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Lets the run go on for `steps` steps and `delay` milliseconds more; what it told of its end, if it came. */
async function goOn(child: ChildProcess, steps: number, delay: number): Promise<string | null> {
  let end: string | null = null
  let seen = 0
  const exited = new Promise((resolve) => child.once('exit', resolve))
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (line.startsWith('end ')) end = line.slice(4)
    seen += 1
    if (seen === steps) setTimeout(() => child.kill('SIGKILL'), delay)
  }
  await exited
  return end
}

it('a run that is killed 20 times, on one thread or two, ends with the bits of one that was not', {
  timeout: 240_000,
}, async () => {
  const whole = makeRun()
  for await (const _ of whole.fit()) {
    // Only what it ends with is of interest.
  }
  const checkpoint = join(folder, 'run.safetensors')
  const chance = new Generator(Date.now())
  const steps = chance.integers([KILLS], 1, 13).toTypedArray()
  const delays = chance.uniform([KILLS], { low: 0, high: 8 }).toTypedArray()
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start(checkpoint, 1 + (kill % 2))
    expect(await goOn(child, steps[kill], delays[kill])).toBeNull()
    expect(child.signalCode).toBe('SIGKILL')
  }
  const end = await goOn(start(checkpoint, 2), Number.POSITIVE_INFINITY, 0)
  expect(end === bitsOf(whole), `the same bits, after ${steps} steps and ${delays} ms`).toBe(true)
  expect((await readdir(folder)).sort()).toEqual(['run.mjs', 'run.safetensors'])
})
