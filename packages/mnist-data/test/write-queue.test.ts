import { afterEach, describe, expect, it, vi } from 'vitest'
import { download } from '../src/download/download'
import { MemorySink } from '../src/download/memory-sink'
import { WriteQueue } from '../src/download/write-queue'
import { CacheError } from '../src/errors'

/** A sink that takes its time for each write. */
class SlowSink extends MemorySink {
  override async append(chunk: Uint8Array): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2))
    await super.append(chunk)
  }

  override async clear(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2))
    await super.clear()
  }
}

const chunks = Array.from({ length: 40 }, (_, i) => new Uint8Array(1000).fill(i + 1))

/** A body that delivers each chunk in a turn of the event loop and then breaks off. */
function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(chunk)
        await new Promise((resolve) => setImmediate(resolve))
      }
      controller.error(new TypeError('terminated'))
    },
  })
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a download to a slow disk', () => {
  it('keeps every byte that was delivered before the connection broke', async () => {
    const requests: (string | undefined)[] = []
    vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Record<string, string> }) => {
      requests.push(headers.range)
      if (headers.range !== undefined) return new Response(null, { status: 404 })
      return new Response(brokenBody(), { headers: { 'content-length': '50000' } })
    })
    const sink = new SlowSink()
    const digest = { algorithm: 'md5', value: '0' } as const
    const file = { name: 'file', urls: ['http://mirror/file'], digest, bytes: 50_000 }
    const failed = download(file, sink)
    await expect(failed).rejects.toThrow('the body ended after 40000 of 50000 bytes')
    expect(requests).toEqual([undefined, 'bytes=40000-'])
    expect(await sink.read()).toEqual(new Uint8Array(chunks.flatMap((chunk) => [...chunk])))
  })

  it('fails with the error of the first write that fails, and writes nothing after it', async () => {
    const sink = new SlowSink()
    const append = vi.spyOn(sink, 'append')
    append.mockImplementationOnce(async () => {
      throw new CacheError('no space left on device')
    })
    const queue = new WriteQueue(sink)
    await queue.push(chunks[0])
    await queue.push(chunks[1])
    await expect(queue.drain()).rejects.toThrow('no space left on device')
    await expect(queue.push(chunks[2])).rejects.toThrow('no space left on device')
    expect(append).toHaveBeenCalledTimes(1)
    expect(sink.length).toBe(0)
  })
})
