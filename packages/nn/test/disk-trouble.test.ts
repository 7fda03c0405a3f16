import * as files from 'node:fs/promises'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { FileError, loadCheckpoint, saveCheckpoint } from '../src/index'
import { bitsOf, makeRun } from './programs/interrupted-run'

let folder = ''
let path = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handwritten-disk-'))
  path = join(folder, 'run.safetensors')
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => rm(path, { force: true }))
afterEach(() => {
  vi.restoreAllMocks()
})

type Files = typeof files
type Handle = Awaited<ReturnType<Files['open']>>

function trouble(code: string, text: string): never {
  throw Object.assign(new Error(`${code}: ${text}`), { code })
}

/** The file system as it is, but for what a test lets fail. */
function breakFiles(broken: Partial<Files>, handle: Partial<Handle> = {}): void {
  const real = process.getBuiltinModule
  const open: Files['open'] = async (...args) => {
    const file = await files.open(...args)
    return Object.assign(file, handle)
  }
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
    name === 'node:fs/promises'
      ? { ...files, open, ...broken }
      : real.call(process, name)) as typeof real)
}

const full = 'no space left on device'
const troubles: [string, () => void, string][] = [
  [
    'a disk that is full half-way through',
    () =>
      breakFiles(
        {},
        {
          async writeFile(this: Handle, bytes: unknown) {
            await this.write((bytes as Uint8Array).subarray(0, 1000))
            trouble('ENOSPC', full)
          },
        },
      ),
    full,
  ],
  [
    'a disk that tells so when it is flushed',
    () => breakFiles({}, { sync: async () => trouble('ENOSPC', full) }),
    full,
  ],
  [
    'a folder that may not be written to',
    () => breakFiles({ open: async () => trouble('EACCES', 'permission denied') }),
    'permission denied',
  ],
  [
    'a file that may not be replaced',
    () => breakFiles({ rename: async () => trouble('EPERM', 'operation not permitted') }),
    'operation not permitted',
  ],
]

it.each(troubles)('%s loses neither the last checkpoint nor the run', async (_, cause, reason) => {
  const whole = makeRun()
  for await (const _event of whole.fit()) {
    // Only what it ends with is of interest.
  }
  const trainer = makeRun()
  let kept: Uint8Array | null = null
  for await (const event of trainer.fit()) {
    if (event.type !== 'step') continue
    if (event.step === 20) {
      await saveCheckpoint(trainer, path)
      kept = new Uint8Array(await readFile(path))
    }
    if (event.step !== 30) continue
    cause()
    const saved = saveCheckpoint(trainer, path)
    await expect(saved).rejects.toThrow(FileError)
    await expect(saved).rejects.toThrow(new RegExp(`^${path} cannot be written: .*${reason}`))
    vi.restoreAllMocks()
    expect(new Uint8Array(await readFile(path))).toEqual(kept)
    expect(await readdir(folder)).toEqual(['run.safetensors'])
  }
  expect(bitsOf(trainer)).toBe(bitsOf(whole))
  const other = makeRun()
  await loadCheckpoint(other, path)
  expect(other.progress.steps).toBe(20)
})

it('a save removes what a killed process has left, and leaves alone what another is writing', async () => {
  const [dead, alive] = [`${path}.999999999.1.unfinished`, `${path}.${process.ppid}.1.unfinished`]
  for (const file of [dead, alive]) await writeFile(file, 'half of a file')
  await saveCheckpoint(makeRun(), path)
  const names = ['run.safetensors', `run.safetensors.${process.ppid}.1.unfinished`]
  expect(await readdir(folder)).toEqual(names)
  await rm(alive)
})
