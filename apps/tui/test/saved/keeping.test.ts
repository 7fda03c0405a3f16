import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkpointPath } from '../../src/saved/run-folder'
import { decodeSaved, savedRunOf } from '../../src/saved/saved-run'
import type { Control, RunEvent, WorkerInput } from '../../src/training/protocol'
import { runSession, type SessionOptions } from '../support/run-session'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
let count = 0
const place = (): string => join(folder, String(++count))

const input: WorkerInput = { recipe: 'fast', seed: 3, epochs: 3, batchSize: 8 }

const run = (changes: Partial<WorkerInput>, steer?: SessionOptions['steer']) =>
  runSession({ ...input, ...changes }, { steer })

/** What the epochs and the end tell, but for the times. */
const figures = (events: readonly RunEvent[]): object[] =>
  events
    .filter((event) => event.type === 'epoch' || event.type === 'end')
    .map((event) => ({ ...event, elapsed: 0, seconds: 0, samplesPerSecond: 0 }))

const stopAt =
  (step: number) =>
  (event: RunEvent): Control[] =>
    event.type === 'steps' && event.step >= step ? [{ type: 'stop' }] : []

describe('a run that is kept', () => {
  const whole = run({}).then(figures)

  it.each([4, 7, 9])('goes on after step %i bit for bit as if never stopped', async (step) => {
    const save = place()
    // Single steps, so that every step is told and the run can be stopped after any.
    const first = await run({ save }, (event) =>
      event.type === 'start' || (event.type === 'steps' && event.step < step)
        ? [{ type: 'step' }]
        : stopAt(step)(event),
    )
    const begun = figures(first)
    const rest = figures(await run({ save, resume: true }))
    expect(begun.at(-1)).toMatchObject({ reason: 'stopped' })
    expect([...begun.slice(0, -1), ...rest]).toEqual(await whole)
  })

  it('is saved after each epoch, on command and at its end, and tells so', async () => {
    const save = place()
    const events = await run({ save }, (event) =>
      event.type === 'steps' && event.step === 1 ? [{ type: 'save', folder: 'unused' }] : [],
    )
    const steps = events.flatMap((event) => (event.type === 'saved' ? [event.step] : []))
    expect([...new Set(steps)]).toEqual([expect.any(Number), 7, 14, 21])
    expect(events.at(-2)).toMatchObject({ type: 'saved', step: 21 })
    expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'completed' })
    const file = checkpointPath(save)
    expect(savedRunOf(decodeSaved(file, readFileSync(file)).metadata)).toMatchObject({
      recipe: { name: 'fast', epochs: 3, batchSize: 8, sizes: [784, 256, 64, 10] },
      ...{ seed: 3, dataset: 'mnist', limit: null, classes: Array.from('0123456789') },
    })
  })

  it('tells where it goes on', async () => {
    const save = place()
    await run({ save, epochs: 1 })
    const events = await run({ save, resume: true, epochs: 2 })
    expect(events.find(({ type }) => type === 'start')).toMatchObject({ stepsBefore: 7, epochs: 2 })
    expect(events.find(({ type }) => type === 'resumed')).toMatchObject({
      ...{ step: 7, stepInEpoch: 0, epochs: [{ epoch: 1 }] },
    })
    expect(figures(events).at(-1)).toMatchObject({ epochs: 2, steps: 14 })
  })

  it('goes on to its end where it cannot be saved, and keeps the checkpoint it has', async () => {
    const save = place()
    await run({ save, epochs: 1 })
    const file = checkpointPath(save)
    const kept = readFileSync(file)
    const events = await run({ save, resume: true, epochs: 3 }, (event) => {
      if (event.type !== 'start') return []
      // A folder in place of the file: nothing can be renamed over it.
      rmSync(file)
      mkdirSync(join(file, 'in the way'), { recursive: true })
      return []
    })
    const unsaved = events.filter(({ type }) => type === 'unsaved')
    expect(unsaved).not.toEqual([])
    expect(unsaved[0]).toMatchObject({
      message: `${file} cannot be written: it is a folder; the checkpoint of step 7 is kept`,
      step: 7,
    })
    expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'completed', epochs: 3 })
    expect(kept.length).toBeGreaterThan(0)
    expect(readdirSync(save).filter((name) => name.endsWith('.unfinished'))).toEqual([])
  })

  it('does not overwrite another run, and needs a run to resume', async () => {
    const save = place()
    await expect(run({ save, resume: true })).rejects.toMatchObject({ code: 'wrong-use' })
    await run({ save, epochs: 1 })
    await expect(run({ save })).rejects.toThrow('already contains a run; add --resume')
    await expect(run({ save, resume: true, seed: 9 })).rejects.toThrow('--seed 3')
  })

  it('removes what a killed run left unfinished, but not what a running process writes', async () => {
    const save = place()
    mkdirSync(save)
    const { pid: ended } = spawnSync(process.execPath, ['--version'])
    const left = `${checkpointPath(save)}.${ended}.2.unfinished`
    const living = `${checkpointPath(save)}.${process.ppid}.2.unfinished`
    for (const path of [left, living]) writeFileSync(path, 'half of it')
    await run({ save, epochs: 1 })
    expect([existsSync(left), existsSync(living)]).toEqual([false, true])
  })

  it.each([
    ['no safetensors file', new Uint8Array(100).fill(255)],
    ['nothing', new Uint8Array(0)],
  ])('is refused in one line where its file holds %s', async (_, bytes) => {
    const save = place()
    mkdirSync(save)
    writeFileSync(checkpointPath(save), bytes)
    await expect(run({ save, resume: true })).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/^.*checkpoint\.safetensors is not a safetensors file[^\n]*$/),
    })
  })

  it('is refused where its folder is a file', async () => {
    const file = place()
    writeFileSync(file, '')
    await expect(run({ save: file })).rejects.toThrow(/cannot be written: it is a file/)
    await expect(run({ save: join(file, 'inside') })).rejects.toThrow(
      /cannot be written: a part of/,
    )
  })
})
