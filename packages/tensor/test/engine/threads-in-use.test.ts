import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BackendError, capture, setBackend, tensor, threadsInUse, useThreads } from '../../src'
import { type Spawn, type Spawned, spawnFrom } from '../../src/backend/wasm/threads/spawn'
import { makeClassifier, train } from './classifier'

type SpawnListener = Parameters<Spawn>[0]

beforeAll(() => setBackend('wasm'))
afterEach(async () => {
  await useThreads({ threads: 1 })
})

/** Starts threads whose workers can be ended, and waits for the news of an end. */
async function mortalThreads(threads: number, patience: number) {
  const workers: Spawned[] = []
  let ended: () => void
  const end = new Promise<void>((resolve) => {
    ended = resolve
  })
  const mortal = (listener: SpawnListener) => {
    const worker = spawnFrom()({
      ...listener,
      ended(why) {
        listener.ended(why)
        ended()
      },
    })
    workers.push(worker)
    return worker
  }
  await useThreads({ threads, cores: threads, patience, spawn: mortal })
  return { workers, end }
}

describe('threads', () => {
  it('do not change a bit of a whole training, on 1, 2, 3 and 8 of them, in either shape', async () => {
    const plain = train((step) => step)
    for (const threads of [1, 2, 3, 8]) {
      await useThreads({ threads, cores: 8, wide: threads % 2 === 0 })
      expect(threadsInUse()).toBe(threads)
      expect(train(capture)).toEqual(plain)
    }
  })

  it('may change in number while a captured function goes on', async () => {
    const [plain, captured] = [makeClassifier(), makeClassifier()]
    const step = capture(captured.step)
    for (const threads of [1, 3, 2, 1, 2]) {
      await useThreads({ threads, cores: 3 })
      for (let i = 0; i < 5; i++) {
        const expected = plain.step(...plain.batch(9 + (i % 2))).item()
        expect(step(...captured.batch(9 + (i % 2))).item()).toBe(expected)
      }
    }
    expect(captured.state()).toEqual(plain.state())
  })

  it('are the machine s cores at most, with a word about it', async () => {
    const { threads, notice } = await useThreads({ threads: 4, cores: 2 })
    expect([threads, threadsInUse()]).toEqual([2, 2])
    expect(notice).toBe('4 threads were asked for, there are 2 cores: using 2')
    await expect(useThreads({ threads: 0 })).rejects.toThrow(BackendError)
    expect(threadsInUse()).toBe(2)
  })
})

describe('a thread that dies', () => {
  it.each([
    [
      'is named at the next run when its end is known',
      true,
      /thread 1 failed: it exited with code 1/,
    ],
    ['is named after the patience of the others', false, /thread 1 failed: it made no progress/],
  ])('%s; new threads go on', async (_, isKnown, message) => {
    const [plain, captured] = [makeClassifier(), makeClassifier()]
    const step = capture(captured.step)
    const { workers, end } = await mortalThreads(3, 0.3)
    for (let i = 0; i < 3; i++) {
      plain.step(...plain.batch(8))
      step(...captured.batch(8))
    }
    workers[0].terminate()
    if (isKnown) await end
    else for (const until = performance.now() + 50; performance.now() < until; );
    const batch = captured.batch(8)
    const start = performance.now()
    expect(() => step(...batch)).toThrow(message)
    expect(performance.now() - start).toBeLessThan(5000)
    expect(() => step(...batch)).toThrow(/start new threads/)
    if (!isKnown) return
    await useThreads({ threads: 2, cores: 2 })
    plain.step(...plain.batch(8))
    expect(step(...batch).item()).toBeGreaterThan(0)
    for (let i = 0; i < 3; i++) {
      expect(step(...captured.batch(8)).item()).toBe(plain.step(...plain.batch(8)).item())
    }
    expect(captured.state()).toEqual(plain.state())
  })

  it('leaves eager operations as they were', async () => {
    const { workers, end } = await mortalThreads(2, 0.3)
    workers[0].terminate()
    await end
    expect(tensor([1, 2]).add(1).toArray()).toEqual([2, 3])
  })

  it('at the start leaves the threads there were', async () => {
    await useThreads({ threads: 2, cores: 2 })
    const broken = (listener: SpawnListener): Spawned => {
      queueMicrotask(() => listener.ended('no room'))
      return { start: () => undefined, hold: () => undefined, terminate: () => undefined }
    }
    await expect(useThreads({ threads: 3, cores: 3, spawn: broken })).rejects.toThrow(
      /thread . did not start: no room/,
    )
    expect(threadsInUse()).toBe(2)
    expect(train(capture)).toEqual(train((step) => step))
  })
})
