import { createServer } from 'node:http'

/** What may go wrong with an answer. */
const MISDEEDS = {
  error: (response) => response.writeHead(500).end(),
  'login page': (response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Please log in</html>'),
  'cut off': (response, bytes) => {
    response.writeHead(200, { 'Content-Length': bytes.length })
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
  },
  'other bytes': (response, bytes) => response.writeHead(200).end(Buffer.alloc(bytes.length, 7)),
  silence: () => undefined,
}

export const misdeeds = Object.keys(MISDEEDS)

/** A mirror of `files`, by name, on this machine; `state.misdeed` is how it answers, null as it should. */
export async function badServer(files) {
  const state = { misdeed: null }
  const server = createServer(({ url }, response) => {
    const bytes = files.get(url.slice(1))
    if (bytes === undefined) response.writeHead(404).end()
    else if (state.misdeed !== null) MISDEEDS[state.misdeed](response, bytes)
    else response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { mirror: `http://127.0.0.1:${server.address().port}/`, state, close }
}
