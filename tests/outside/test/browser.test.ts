import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { chromium, visit } from './support/chromium'
import { run } from './support/run'
import { serve } from './support/serve'

const project = join(inject('projects'), 'together')
const page = join(project, 'page')

if (chromium === undefined) console.warn('no Chromium found; set CHROMIUM_PATH to test pages too')

/** Builds and serves the page, and waits for what it tells. */
async function visitPage(isolated: boolean) {
  const served = await serve(join(page, 'dist'), isolated)
  try {
    return await visit(served.url, served.told)
  } finally {
    served.close()
  }
}

describe.skipIf(chromium === undefined)('a page that Vite built', () => {
  let figures: unknown

  beforeAll(async () => {
    await build({ root: page, base: './', logLevel: 'warn' })
    figures = JSON.parse(await run(project, ['train.mjs', '1'])).figures
  })

  it('trains on two threads where it is cross-origin isolated, with the figures of Node', async () => {
    expect(await visitPage(true)).toEqual({
      isolated: true,
      threads: { threads: 2, notice: null, wide: false },
      figures,
      lost: {
        named: true,
        code: 'BACKEND',
        message: expect.stringMatching(/thread \d failed: .*; start new threads/),
        seconds: expect.any(Number),
      },
    })
  })

  it('trains on one thread where it is not, with the same figures and a word about it', async () => {
    expect(await visitPage(false)).toEqual({
      isolated: false,
      threads: {
        threads: 1,
        notice: '2 threads need shared memory, which there is none of: using 1',
        wide: false,
      },
      figures,
    })
  })
})
