import { beforeAll, describe } from 'vitest'
import { setBackend } from '../../src/index'

/** One suite for every backend: declares the tests of `body` once for each of them. */
export function onEachBackend(body: () => void): void {
  describe.each(['reference', 'wasm'] as const)('%s', (backend) => {
    beforeAll(() => setBackend(backend))
    body()
  })
}
