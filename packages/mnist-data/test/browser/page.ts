import type { Store } from '../../src/cache/browser-cache'
import type { DatasetSpec } from '../../src/catalog/dataset-spec'
import type { DownloadProgress } from '../../src/download/progress'
import { DownloadError } from '../../src/errors'
import { loadSpec } from '../../src/load/load-dataset'

/** What the page is given: the set to load and the mirrors that have it, by how they behave. */
export interface Errand {
  readonly spec: DatasetSpec
  readonly mirrors: Readonly<Record<string, string>>
}

/** What is used here of a browser's Cache storage. */
declare const caches: {
  open(name: string): Promise<Store & { keys(): Promise<Request[]> }>
  delete(name: string): Promise<boolean>
}

/** What the browser's Cache storage holds under a name, its keys without their host. */
async function contents(name: string): Promise<string[]> {
  const keys = await (await caches.open(name)).keys()
  return keys.map(({ url }) => new URL(url).pathname).sort()
}

async function run({ spec, mirrors }: Errand) {
  const from = (behaviour: string) => ({
    mirrors: [mirrors[behaviour]],
    timeout: behaviour === 'hangs' ? 500 : 20_000,
  })
  const reports: DownloadProgress[] = []
  const onProgress = (progress: DownloadProgress) => reports.push(progress)
  const first = await loadSpec(spec, { ...from('good'), onProgress })
  const kept = await contents('handwritten')
  const again = await loadSpec(spec, { download: false })

  const store = await caches.open('handwritten')
  const key = 'https://handwritten.invalid/small/trainImages.gz'
  await store.put(key, new Response('<html></html>'))
  const mended = await loadSpec(spec, from('good'))
  const size = (await (await store.match(key))?.arrayBuffer())?.byteLength

  const failures: Record<string, unknown> = {}
  for (const behaviour of Object.keys(mirrors).filter((name) => name !== 'good')) {
    const error = await loadSpec(spec, { ...from(behaviour), cacheDir: 'bad' }).catch((e) => e)
    const kinds =
      error instanceof DownloadError ? error.attempts.map(({ failure }) => failure) : error
    failures[behaviour] = [kinds, await contents('bad')]
    if (behaviour !== 'breaksOffForGood') await caches.delete('bad')
  }
  const resumed = await loadSpec(spec, { ...from('good'), cacheDir: 'bad' })
  return {
    lengths: [first, again, mended, resumed].map(({ train, test }) => [train.length, test.length]),
    last: reports.at(-1),
    kept,
    size,
    failures,
    afterResume: await contents('bad'),
  }
}

const errand = (await (await fetch('errand.json')).json()) as Errand
const told = await run(errand).catch((error) => ({ failed: String(error.stack) }))
await fetch('told', { method: 'POST', body: JSON.stringify(told) })
