// Keeps the page usable without a network, and isolates it where the server cannot send headers.
const { version, files } = __BUILD__
const NAME = `handwritten-page-${version}`
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(files)))
  skipWaiting()
})

addEventListener('activate', (event) => {
  event.waitUntil(removeOlderBuilds().then(() => clients.claim()))
})

addEventListener('fetch', (event) => {
  const { request } = event
  const isOwn = new URL(request.url).origin === location.origin
  if (request.method === 'GET' && isOwn && !request.url.includes('/mnist/')) {
    event.respondWith(answer(request))
  }
})

async function removeOlderBuilds() {
  for (const name of await caches.keys()) {
    if (name.startsWith('handwritten-page-') && name !== NAME) await caches.delete(name)
  }
}

/** A page comes from the network while there is one; the files that it names never change. */
async function answer(request) {
  const kept = () => caches.match(request, { ignoreSearch: true, ignoreVary: true })
  const fetched = () => fetch(request)
  const response =
    request.mode === 'navigate'
      ? await fetched().catch(kept)
      : ((await kept()) ?? (await fetched()))
  return isolated(response)
}

function isolated(response) {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}
