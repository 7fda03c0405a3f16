import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { text } from 'node:stream/consumers'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }

/** What makes a page cross-origin isolated, and so gives it shared memory. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

export interface Served {
  readonly url: string
  /** What the page posts to /told, parsed. */
  readonly told: Promise<unknown>
  close(): void
}

/** Serves the files of a folder, of which index.html is the page, with a Content-Security-Policy if one is given. */
export async function serve(folder: string, isolated: boolean, policy?: string): Promise<Served> {
  let tell: (told: unknown) => void
  const told = new Promise<unknown>((resolve) => {
    tell = resolve
  })
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      tell(JSON.parse(await text(request)))
      response.end()
      return
    }
    const file = join(folder, pathOf(request))
    const type = types[extname(file)] ?? 'application/octet-stream'
    const content = await readFile(file).catch(() => null)
    response.writeHead(content ? 200 : 404, {
      'Content-Type': type,
      ...(isolated && isolation),
      ...(policy !== undefined && { 'Content-Security-Policy': policy }),
    })
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, told, close: () => server.close() }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const { pathname } = new URL(url, 'http://localhost')
  return pathname === '/' ? 'index.html' : pathname
}
