import { isError } from '../bytes/reason-of'
import type { DownloadFailure } from '../errors'

/** Characters of a page that are looked at. */
const PAGE_START = 65_536

/** Why a transfer ended without the file. */
export class TransferFailure extends Error {
  readonly failure: DownloadFailure

  constructor(failure: DownloadFailure, detail: string) {
    super(detail)
    this.failure = failure
  }
}

/** A body that ended after `received` bytes. */
export function truncated(received: number, total: number | undefined): TransferFailure {
  return new TransferFailure('truncated', `the body ended after ${amount(received, total)}`)
}

/** A server that has said nothing for `milliseconds`. */
export function silent(
  milliseconds: number,
  received: number,
  total: number | undefined,
): TransferFailure {
  return new TransferFailure(
    'timeout',
    `silent for ${milliseconds} ms after ${amount(received, total)}`,
  )
}

/** A request that came to no response. */
export function unanswered(error: unknown): TransferFailure {
  const reason = rootCause(error)
  return /redirect/i.test(reason)
    ? new TransferFailure('redirects', `redirected without end (${reason})`)
    : new TransferFailure('network', `no connection (${reason})`)
}

/** A page, of a proxy or a login, in place of the file; its title tells which. */
export async function webPage(response: Response): Promise<TransferFailure> {
  const page = await startOf(response).catch(() => '')
  const title = /<title[^>]*>([^<]{1,80})/i.exec(page)?.[1].trim()
  const named = title === undefined ? '' : ` with the title "${title}"`
  return new TransferFailure('web-page', `expected a file, found a web page${named}`)
}

/** As much of a page as holds its title, however long it is. */
async function startOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  const reader = body?.getReader()
  let start = ''
  while (reader && start.length < PAGE_START) {
    const { done, value } = await reader.read()
    if (done) break
    start += decoder.decode(value, { stream: true })
  }
  await reader?.cancel()
  return start
}

function amount(received: number, total: number | undefined): string {
  return total === undefined ? `${received} bytes` : `${received} of ${total} bytes`
}

/** Node's fetch says only "fetch failed"; what failed lies in its cause. */
function rootCause(error: unknown): string {
  if (!isError(error)) return String(error)
  if (error.cause !== undefined) return rootCause(error.cause)
  return error.message || error.name
}
