import type { ProgressMeter } from './progress'
import type { Sink } from './sink'
import { silent, TransferFailure, truncated, unanswered, webPage } from './transfer-failure'
import { Watchdog } from './watchdog'
import { WriteQueue } from './write-queue'

/** What bounds a transfer. */
export interface TransferLimits {
  /** Milliseconds of silence after which it is given up. */
  readonly timeout: number
  /** Most bytes the file can have. */
  readonly bytes: number
  readonly signal: AbortSignal | undefined
}

/**
 * Fetches `url` into the sink, behind what the sink already holds where the server agrees to go on
 * from there.
 *
 * @throws TransferFailure; the reason of the signal, when it aborts; what the sink throws
 */
export async function transfer(
  url: string,
  sink: Sink,
  limits: TransferLimits,
  meter?: ProgressMeter,
): Promise<void> {
  const watchdog = new Watchdog(limits.timeout, limits.signal)
  const queue = new WriteQueue(sink)
  let total: number | undefined
  /** What an error of fetch or of the body means. */
  const explain = (failure: (error: unknown) => TransferFailure) => (error: unknown) => {
    limits.signal?.throwIfAborted()
    throw watchdog.timedOut ? silent(limits.timeout, queue.length, total) : failure(error)
  }
  try {
    const request = fetch(url, { headers: headersFor(sink), signal: watchdog.signal })
    const response = await request.catch(explain(unanswered))
    watchdog.heard()
    if (await isComplete(response, sink)) return
    await prepare(response, queue)
    total = totalOf(response, queue.length)
    meter?.start(queue.length)
    const reader = bodyOf(response).getReader()
    for (;;) {
      const ended = explain(() => truncated(queue.length, total))
      const { done, value } = await reader.read().catch(ended)
      if (done) break
      watchdog.heard()
      await accept(value, queue, limits)
      meter?.update(queue.length, total)
    }
    await queue.drain()
    if (total !== undefined && sink.length !== total) throw truncated(sink.length, total)
  } catch (error) {
    // What arrived before the failure is kept; a failed write is the more important error.
    await queue.drain()
    // What came before too many bytes is the beginning of something else.
    if (error instanceof TransferFailure && error.failure === 'too-long') await sink.clear()
    throw error
  } finally {
    watchdog.stop()
  }
}

/** Node asks for the bytes as they lie there; browsers choose the encoding themselves. */
function headersFor(sink: Sink): Record<string, string> {
  const identity = { 'accept-encoding': 'identity' }
  return sink.length === 0 ? identity : { ...identity, range: `bytes=${sink.length}-` }
}

/** Whether the server says that nothing is left behind what the sink holds. */
async function isComplete(response: Response, sink: Sink): Promise<boolean> {
  if (response.status !== 416) return false
  if (response.headers.get('content-range') === `bytes */${sink.length}`) {
    await response.body?.cancel()
    return true
  }
  await sink.clear()
  return false
}

/**
 * Makes the queue ready for the body, or throws if the body is not the file. Nothing here may
 * delay the first read of an accepted body.
 */
async function prepare(response: Response, queue: WriteQueue): Promise<void> {
  const { status, headers } = response
  if (status !== 200 && status !== 206) {
    await response.body?.cancel()
    throw new TransferFailure('status', `expected status 200 or 206, found ${status}`)
  }
  if (headers.get('content-type')?.startsWith('text/html')) throw await webPage(response)
  const range = headers.get('content-range')
  if (status === 206 && !range?.startsWith(`bytes ${queue.length}-`)) {
    await response.body?.cancel()
    throw new TransferFailure('status', `asked for bytes from ${queue.length} on, found ${range}`)
  }
  if (status === 200) queue.clear()
}

/** Length of the whole file, unless the server is silent about it or sends the body recoded. */
function totalOf({ headers }: Response, received: number): number | undefined {
  const length = headers.get('content-length')
  const isRecoded = (headers.get('content-encoding') ?? 'identity') !== 'identity'
  return length === null || isRecoded ? undefined : received + Number(length)
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  return response.body ?? new Blob([]).stream()
}

async function accept(chunk: Uint8Array, queue: WriteQueue, limits: TransferLimits): Promise<void> {
  if (queue.length === 0 && chunk[0] === 0x3c) {
    throw await webPage(new Response(new Blob([chunk.slice()])))
  }
  if (queue.length + chunk.length > limits.bytes) {
    throw new TransferFailure('too-long', `expected at most ${limits.bytes} bytes, found more`)
  }
  await queue.push(chunk)
}
