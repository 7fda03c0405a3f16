import { digestOf } from '../bytes/digest'
import { gunzip, isGzip } from '../bytes/gunzip'
import { sha256 } from '../bytes/sha256'
import type { Digest } from '../catalog/dataset-spec'
import { type DownloadAttempt, DownloadError } from '../errors'
import { type DownloadProgress, ProgressMeter } from './progress'
import { proxyHint } from './proxy-hint'
import type { Sink } from './sink'
import { transfer } from './transfer'
import { TransferFailure } from './transfer-failure'

/** A file as its publisher offers it. */
export interface RemoteFile {
  readonly name: string
  /** Where it can be fetched, best first. */
  readonly urls: readonly string[]
  readonly digest: Digest
  /**
   * SHA-256 of the uncompressed content, where it is published. It accepts the file of a mirror that
   * compressed it anew, or that sends it uncompressed.
   */
  readonly content?: string
  /** Most bytes it can have. */
  readonly bytes: number
}

/** How to download. */
export interface DownloadOptions {
  /** Milliseconds without a byte after which a server is given up. Default 30,000. */
  timeout?: number
  /** Called at most ten times a second, and when a file is complete. */
  onProgress?: (progress: DownloadProgress) => void
  /** Gives the download up; the promise is then rejected with the reason of the signal. */
  signal?: AbortSignal
}

/** A transfer that broke off is taken up again this often before the next mirror has its turn. */
const RESUMES = 2

/**
 * Fetches a file from the first mirror that gives it whole: what arrived must have the published
 * digest, or its uncompressed content must. The sink may hold the beginning of the file already.
 *
 * @throws DownloadError with every attempt; the reason of the signal; what the sink throws
 */
export async function download(
  file: RemoteFile,
  sink: Sink,
  options: DownloadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const attempts: DownloadAttempt[] = []
  for (const url of file.urls) {
    for (let resumes = 0; resumes <= RESUMES; resumes++) {
      const before = sink.length
      const failure = await attempt(file, url, sink, options)
      if (!(failure instanceof TransferFailure)) return failure
      attempts.push({ url, failure: failure.failure, detail: failure.message })
      if (!isWorthAnother(failure, before, sink.length)) break
    }
  }
  const hint = proxyHint()
  throw new DownloadError(describe(file, attempts, hint), attempts, hint)
}

/** The bytes of the file, or why there are none. */
async function attempt(
  file: RemoteFile,
  url: string,
  sink: Sink,
  { timeout = 30_000, onProgress, signal }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer> | TransferFailure> {
  try {
    const meter = onProgress && new ProgressMeter(file.name, url, onProgress)
    await transfer(url, sink, { timeout, bytes: file.bytes, signal }, meter)
    const bytes = await sink.read()
    const found = await digestOf(bytes, file.digest.algorithm)
    if (found === file.digest.value || (await hasContent(file, bytes))) return bytes
    await sink.clear()
    return new TransferFailure(
      'digest',
      `expected ${file.digest.algorithm} ${file.digest.value}, found ${found} in ${bytes.length} bytes`,
    )
  } catch (error) {
    if (error instanceof TransferFailure) return error
    throw error
  }
}

/** Whether the bytes, uncompressed where they are compressed, have the published digest. */
async function hasContent(file: RemoteFile, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (file.content === undefined) return false
  if (!isGzip(bytes)) return (await sha256(bytes)) === file.content
  const raw = await gunzip(bytes, { limit: file.bytes, label: file.name }).catch(() => null)
  return raw !== null && (await sha256(raw)) === file.content
}

/** Whether the same mirror may do better: it went on, or the old beginning was at fault. */
function isWorthAnother({ failure }: TransferFailure, before: number, after: number): boolean {
  if (failure === 'truncated' || failure === 'timeout') return after > before
  return before > 0 && (failure === 'digest' || (failure === 'status' && after === 0))
}

function describe(
  { name }: RemoteFile,
  attempts: readonly DownloadAttempt[],
  hint: string,
): string {
  const tried = attempts.map(({ url, failure, detail }) => `\n  ${url}: ${failure}: ${detail}`)
  return (
    `${name}: could not be downloaded; tried:${tried.join('')}\n` +
    'check the connection, or fetch the files by hand and give their folder as `dir`' +
    (hint === '' ? '' : `\n${hint}`)
  )
}
