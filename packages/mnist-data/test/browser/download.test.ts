import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, visit } from 'outside/chromium'
import { expect, it } from 'vitest'
import * as server from '../support/bad-server'
import { smallArchives, smallSpec } from '../support/small-set'

if (chromium === undefined) console.warn('no Chromium found; set CHROMIUM_PATH to test pages too')

const names = [...smallArchives.keys()].sort().map((name) => `/small/${name}`)
const html =
  '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>'

/** The page's program with all that it imports. */
async function bundle(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    ...{ bundle: true, write: false, format: 'esm', platform: 'browser', logLevel: 'error' },
  })
  return outputFiles[0].contents
}

/** Serves the page and its errand beside the mirrors, and gives what the page tells. */
async function visitWith(behaviours: Record<string, server.Behaviour>): Promise<unknown> {
  const files = new Map<string, Uint8Array>(smallArchives)
  const { mirror } = await server.badServer(files)
  const addresses = Object.entries(behaviours).map(([name, each]) => [name, mirror(each)])
  const errand = { spec: smallSpec, mirrors: Object.fromEntries(addresses) }
  files.set('index.html', new TextEncoder().encode(html))
  files.set('page.js', await bundle())
  files.set('errand.json', new TextEncoder().encode(JSON.stringify(errand)))
  files.set('told', new Uint8Array(0))
  const { promise: told, resolve: tell } = Promise.withResolvers<unknown>()
  const site = mirror(async (bytes, request, response) => {
    if (request.method === 'POST') tell(JSON.parse(await text(request)))
    const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html'
    response.writeHead(200, { 'content-type': type }).end(bytes)
  })
  return await visit(`${site}/index.html`, told)
}

it.skipIf(chromium === undefined)(
  'in Chromium, sets are downloaded, kept in Cache storage, mended and resumed; what goes wrong is named',
  async () => {
    const { good, notFound, loginPage, disguisedPage, endsEarly, endless, alters } = server
    const { hangs, redirectsForever, breaksOffForGood } = server
    const told = await visitWith({
      ...{ good, notFound, loginPage, disguisedPage, endsEarly, endless, alters },
      ...{ hangs, redirectsForever, breaksOffForGood },
    })
    expect(told).toEqual({
      lengths: Array(4).fill([40, 20]),
      last: expect.objectContaining({ file: 'testLabels.gz', received: 32, total: 32 }),
      kept: names,
      size: smallArchives.get('trainImages.gz')?.length,
      failures: {
        notFound: [['status'], []],
        loginPage: [['web-page'], []],
        disguisedPage: [['web-page'], []],
        endsEarly: [['digest'], []],
        endless: [['too-long'], []],
        alters: [['digest'], []],
        hangs: [['timeout'], []],
        // Pages are not told why a request came to nothing.
        redirectsForever: [['network'], []],
        breaksOffForGood: [['truncated', 'status'], ['/small/trainImages.gz.part']],
      },
      afterResume: names,
    })
  },
)
