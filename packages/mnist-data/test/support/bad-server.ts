import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a request is answered with; `bytes` is the file it asks for. */
export type Behaviour = (
  bytes: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
) => void

const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length >> 1)

/** Sends the file, from where the request asks. */
export const good: Behaviour = (bytes, request, response) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (start >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
    return
  }
  const rest = bytes.subarray(start)
  const headers: Record<string, string | number> = { 'content-length': rest.length }
  if (start > 0) headers['content-range'] = `bytes ${start}-${bytes.length - 1}/${bytes.length}`
  response.writeHead(start > 0 ? 206 : 200, headers).end(rest)
}

/** The whole file, whatever part was asked for. */
export const withoutRanges: Behaviour = (bytes, _, response) => {
  response.writeHead(200, { 'content-length': bytes.length }).end(bytes)
}

/** The file without saying how long it is. */
export const withoutLength: Behaviour = (bytes, _, response) => {
  response.writeHead(200).write(half(bytes))
  response.end(bytes.subarray(bytes.length >> 1))
}

export const notFound: Behaviour = (_, __, response) => {
  response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>')
}

/** A proxy's page with status 200, as it should be labelled. */
export const loginPage: Behaviour = (_, __, response) => {
  const page = '<html><head><title> Log in to Wifi </title></head></html>'
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
}

/** A proxy's page that is labelled as a file. */
export const disguisedPage: Behaviour = (_, __, response) => {
  response.writeHead(200, { 'content-type': 'application/gzip' }).end('<html>blocked</html>')
}

/**
 * Milliseconds between the last bytes of a body and its end. A stream that fails drops the bytes that its
 * reader has not taken yet, and a browser under load takes its time.
 */
const PAUSE_FOR_BROWSERS = 2000

/** Promises the file and breaks off in the middle, each time. */
export const breaksOff: Behaviour = (bytes, request, response) => {
  const isBrowser = request.headers['user-agent']?.includes('Chrome')
  response.writeHead(200, { 'content-length': bytes.length })
  response.write(half(bytes), () => {
    setTimeout(() => response.socket?.end(), isBrowser ? PAUSE_FOR_BROWSERS : 0)
  })
}

/** Breaks off in the middle, and then has the file no more. */
export const breaksOffForGood: Behaviour = (bytes, request, response) =>
  (request.headers.range ? notFound : breaksOff)(bytes, request, response)

/** Like `breaksOff`, but goes on from where it broke off when asked. */
export const breaksOffOnce: Behaviour = (bytes, request, response) =>
  (request.headers.range ? good : breaksOff)(bytes, request, response)

/** Ends properly in the middle, without having said how long the file is. */
export const endsEarly: Behaviour = (bytes, _, response) => {
  response.writeHead(200).end(half(bytes))
}

/** Never stops sending. */
export const endless: Behaviour = (bytes, _, response) => {
  if (!response.headersSent) response.writeHead(200)
  response.write(bytes)
  const send = (): void => {
    if (!response.destroyed) response.write(new Uint8Array(65536), () => setImmediate(send))
  }
  send()
}

/** A proxy's page that never ends. */
export const endlessPage: Behaviour = (bytes, request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).write('<title>Portal</title>')
  endless(bytes, request, response)
}

/** Never answers. */
export const hangs: Behaviour = () => {}

/** Falls silent in the middle. */
export const hangsHalfway: Behaviour = (bytes, _, response) => {
  response.writeHead(200, { 'content-length': bytes.length }).write(half(bytes))
}

export const redirectsForever: Behaviour = (_, request, response) => {
  response.writeHead(302, { location: request.url }).end()
}

/** The right length, with one bit wrong. */
export const alters: Behaviour = (bytes, request, response) => {
  const copy = bytes.slice()
  copy[copy.length >> 1] ^= 1
  good(copy, request, response)
}

/** Answers a request for a part with a part from elsewhere. */
export const wrongRange: Behaviour = (bytes, request, response) => {
  if (request.headers.range === undefined) return breaksOff(bytes, request, response)
  response
    .writeHead(206, { 'content-range': `bytes 3-9/${bytes.length}` })
    .end(bytes.subarray(3, 10))
}

/** A server on the loopback and what it was asked. */
export interface BadServer {
  /** Address of a mirror that behaves like this. */
  mirror(behaviour: Behaviour): string
  /** Each request: the path and the range it asked for. */
  readonly requests: { path: string; range: string | undefined }[]
}

/** Serves `files` by name, until the test has finished. */
export async function badServer(files: ReadonlyMap<string, Uint8Array>): Promise<BadServer> {
  const behaviours: Behaviour[] = []
  const requests: BadServer['requests'] = []
  const server = createServer((request, response) => {
    const [, index, name] = (request.url ?? '').split('/')
    requests.push({ path: request.url ?? '', range: request.headers.range })
    const bytes = files.get(name)
    if (bytes === undefined) notFound(new Uint8Array(0), request, response)
    else behaviours[Number(index)](bytes, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    mirror: (behaviour) => `http://127.0.0.1:${port}/${behaviours.push(behaviour) - 1}`,
    requests,
  }
}

/** The silence in ms to bear with: short only from servers that fall silent, so that a busy machine is no fault. */
export function patienceWith(...behaviours: Behaviour[]): number {
  return behaviours.some((behaviour) => behaviour === hangs || behaviour === hangsHalfway)
    ? 1000
    : 20_000
}
