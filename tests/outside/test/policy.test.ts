import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { chromium, visit } from './support/chromium'
import { serve } from './support/serve'

const dist = join(inject('projects'), 'together/node_modules/@handwritten/tensor/dist')

/** Computes, starts threads from `blob:` and from a file, and posts how each of these ended. */
const script = `
import * as t from './tensor.js'
const outcome = async (work) => {
  try {
    return await work()
  } catch (error) {
    return { error: error instanceof t.BackendError ? error.message : 'not ours: ' + error }
  }
}
const product = () => t.matmul(t.full([64, 64], 0.5), t.full([64, 64], 0.25)).toArray()[63][63]
const captured = t.capture((x) => t.matmul(x, x))
const replayed = () => {
  let y
  for (let i = 0; i < 4; i++) y = captured(t.full([64, 64], 0.5))
  return y.toArray()[63][63]
}
const told = {
  product: await outcome(product),
  backend: t.currentBackend().name,
  wasm: await outcome(() => t.setBackend('wasm')) ?? 'set',
  fromBlob: await outcome(() => t.useThreads({ threads: 2, cores: 2 })),
  afterwards: await outcome(replayed),
  fromFile: await outcome(() => t.useThreads({ threads: 2, cores: 2, workerUrl: './worker.js' })),
  onThreads: await outcome(replayed),
  missing: await outcome(() => t.useThreads({ threads: 2, cores: 2, workerUrl: './none.js' })),
}
await fetch('/told', { method: 'POST', body: JSON.stringify(told) })
`

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handwritten-policy-'))
  await copyFile(join(dist, 'index.js'), join(folder, 'tensor.js'))
  await copyFile(join(dist, 'worker.js'), join(folder, 'worker.js'))
  await writeFile(join(folder, 'page.js'), script)
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><script type="module" src="page.js"></script>',
  )
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function told(policy: string): Promise<unknown> {
  const served = await serve(folder, true, policy)
  try {
    return await visit(served.url, served.told)
  } finally {
    served.close()
  }
}

const blocked = { error: expect.stringMatching(/^threads: thread 1 did not start: .*workerUrl$/) }
const two = { threads: 2, notice: null, wide: false }

describe.skipIf(chromium === undefined)('a page whose Content-Security-Policy', () => {
  it('forbids blob: workers starts threads from a file, and says why not from blob:', async () => {
    expect(await told("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'")).toEqual({
      product: 8,
      backend: 'wasm',
      wasm: 'set',
      fromBlob: blocked,
      afterwards: 16,
      fromFile: two,
      onThreads: 16,
      missing: blocked,
    })
  })

  it('forbids WebAssembly computes on the reference backend, and says why not on the other', async () => {
    const forbidden = { error: expect.stringMatching(/^wasm: .*'wasm-unsafe-eval'$/) }
    expect(await told("default-src 'self'")).toEqual({
      product: 8,
      backend: 'reference',
      wasm: forbidden,
      fromBlob: forbidden,
      afterwards: 16,
      fromFile: forbidden,
      onThreads: 16,
      missing: forbidden,
    })
  })

  it('demands trusted types gets a named error from every start of a thread', async () => {
    const policy =
      "default-src 'self' blob:; script-src 'self' blob: 'wasm-unsafe-eval'; require-trusted-types-for 'script'"
    expect(await told(policy)).toMatchObject({
      product: 8,
      fromBlob: blocked,
      afterwards: 16,
      fromFile: blocked,
    })
  })

  it('allows blob: workers needs no file', async () => {
    const policy =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:"
    expect(await told(policy)).toMatchObject({ fromBlob: two, fromFile: two, onThreads: 16 })
  })
})
