import { afterEach, describe, expect, it } from 'vitest'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { type Spawned, spawnFrom } from '../../src/backend/wasm/threads/spawn'
import { BackendError } from '../../src/core/errors'
import { running, start, stopAll } from './running-threads'
import { Stream } from './stream'

afterEach(stopAll)

describe('threads that fail', () => {
  /** Streams that do nothing, but for thread `wrong`, whose stream is no program. */
  function streamsWith(memory: KernelMemory, count: number, wrong: number): number[] {
    const nonsense = memory.allocate(8)
    memory.int32(nonsense, 2).set([9999, 0])
    return Array.from({ length: count }, (_, t) =>
      t === wrong ? nonsense : new Stream().barrier().place(memory),
    )
  }

  it.each([0, 1, 2])('end the run with what thread %i threw', async (wrong) => {
    const memory = new KernelMemory()
    const threads = await start(memory, { threads: 3 })
    const streams = streamsWith(memory, 3, wrong)
    expect(() => threads.run(streams)).toThrow(
      `threads: thread ${wrong} failed: RuntimeError: table index is out of bounds; start new threads`,
    )
    expect(() => threads.run(streams)).toThrow(/they cannot run: thread . failed/)
  })

  it('are given up when they make no progress', async () => {
    const memory = new KernelMemory()
    const spawned: Spawned[] = []
    const threads = await start(memory, {
      threads: 2,
      patience: 0.2,
      spawn: (listener) => {
        spawned.push(spawnFrom()({ ...listener, ended: () => undefined }))
        return spawned[0]
      },
    })
    spawned[0].terminate()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(() => threads.run(streamsWith(memory, 2, -1))).toThrow(
      /thread 1 failed: it made no progress/,
    )
  })

  it('are missed at once when they ended between runs', async () => {
    const memory = new KernelMemory()
    let last: Spawned | undefined
    const ended = new Promise<void>((resolve) => {
      start(memory, {
        threads: 2,
        spawn: (listener) => {
          const ended = (why: string) => {
            listener.ended(why)
            resolve()
          }
          const worker = spawnFrom()({ ...listener, ended })
          last = worker
          return worker
        },
      }).then(() => last?.terminate())
    })
    await ended
    expect(() => running[0].run(streamsWith(memory, 2, -1))).toThrow(
      /thread 1 failed: it exited with code 1/,
    )
  })

  it('make the start fail when one does not come up', async () => {
    const memory = new KernelMemory()
    const broken = start(memory, {
      threads: 2,
      spawn: (listener) => {
        queueMicrotask(() => listener.ended('no memory'))
        return { start: () => undefined, hold: () => undefined, terminate: () => undefined }
      },
    })
    await expect(broken).rejects.toThrow('threads: thread 1 did not start: no memory')
  })

  it('are refused in a wrong number, before and after the start', async () => {
    const memory = new KernelMemory()
    await expect(start(memory, { threads: 0 })).rejects.toThrow(BackendError)
    const threads = await start(memory, { threads: 2 })
    expect(() => threads.run([1])).toThrow('threads: expected 2 streams, one for each, found 1')
  })

  it('cannot run after they were stopped', async () => {
    const memory = new KernelMemory()
    const threads = await start(memory, { threads: 2 })
    threads.stop()
    expect(() => threads.run(streamsWith(memory, 2, -1))).toThrow('they were stopped')
  })
})
