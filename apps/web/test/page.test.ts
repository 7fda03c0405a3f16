import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { loadMnist } from '@handwritten/mnist-data'
import { decodeSafetensors } from '@handwritten/tensor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Settings } from '../src/settings'
import { buildNetwork, buildTrainer } from '../src/worker/build-run'
import { chromiumPath } from './support/chromium'
import { Site, type Visit } from './support/site'

if (chromiumPath === undefined)
  console.warn('no Chromium found; set CHROMIUM_PATH to test the page')

/** What the page trains when nothing is changed. */
const fast: Settings = {
  preset: 'fast',
  hidden: [256, 64],
  activation: 'relu',
  optimizer: 'nesterov',
  learningRate: 0.1,
  batchSize: 64,
  epochs: 3,
  seed: 1,
}

/** The losses of the first steps of a run of `settings` in this process. */
async function lossesInNode(settings: Settings, count: number): Promise<number[]> {
  const trainer = buildTrainer(settings, buildNetwork(settings), await loadMnist())
  const losses: number[] = []
  for await (const event of trainer.fit()) {
    if (event.type === 'step') losses.push(event.loss)
    if (losses.length === count) break
  }
  return losses
}

async function lossesOf(visit: Visit): Promise<number[]> {
  const reports = await visit.messages('steps')
  return reports.flatMap(({ figures }) => figures.map(([loss]) => loss))
}

/** What axe finds wrong with the page, one text a rule. */
async function violationsOf({ page }: Visit): Promise<string[]> {
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
}

describe.skipIf(chromiumPath === undefined)('the page', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(async () => {
    await site?.close()
  })

  it('steps one by one with the losses of Node, digit for digit', async () => {
    const visit = await site.visit()
    await visit.untilStatus('Ready')
    for (let step = 1; step <= 5; step++) {
      await visit.page.click('#step')
      await visit.untilStatus(`Step ${step} of 2,814`)
    }
    expect(await lossesOf(visit)).toEqual(await lossesInNode(fast, 5))
    expect(visit.complaints).toEqual([])
    await visit.close()
  })

  it('trains, pauses where it is, goes on, and starts anew on reset', async () => {
    const visit = await site.visit('?hidden=32&epochs=500')
    const { page } = visit
    await visit.untilStatus('Ready')
    await page.click('#train')
    await visit.untilStatus('Step')
    expect(await page.textContent('#train')).toBe('Pause')
    await page.click('#train')
    await page.waitForFunction(() => document.querySelector('#train')?.textContent === 'Train')
    const paused = (await lossesOf(visit)).length
    expect(paused).toBeLessThan(469_000)
    await page.click('#train')
    await page.waitForFunction(() => document.querySelector('#train')?.textContent === 'Pause')
    while ((await lossesOf(visit)).length < paused + 10) await page.waitForTimeout(50)
    const [first] = await lossesOf(visit)
    await page.click('#reset')
    await page.waitForFunction(() => document.querySelector('#train')?.textContent === 'Train')
    await page.click('#step')
    await visit.untilStatus('Step 1 of 469,000')
    expect((await lossesOf(visit)).at(-1)).toBe(first)
    expect(visit.complaints).toEqual([])
    await visit.close()
  })

  it('reads a digit that is drawn, and keeps its weights through a download and an upload', async () => {
    const visit = await site.visit('?hidden=64&epochs=1')
    await visit.untilStatus('Ready')
    await visit.page.click('#train')
    await visit.untilStatus('Done')
    expect(await lossesOf(visit)).toHaveLength(938)
    expect(await visit.page.textContent('#accuracy-now')).toMatch(/^test 9\d\.\d\d%$/)
    expect(await visit.page.locator('#confusion td').count()).toBe(110)
    expect(await visit.page.locator('#mistakes canvas').count()).toBe(24)
    await visit.draw([0.5, 0.2], [0.5, 0.8])
    await visit.untilRead()
    const answer = await visit.page.textContent('#answer')
    expect(answer).toMatch(/^1 \(\d+\.\d%\)$/)
    expect(await visit.page.locator('#preparation canvas').count()).toBe(5)

    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.click('#save-safetensors'),
    ])
    const file = await download.path()
    const { tensors } = decodeSafetensors(new Uint8Array(await readFile(file)))
    expect(Object.keys(tensors).sort()).toEqual(['0.bias', '0.weight', '2.bias', '2.weight'])
    await visit.page.fill('[name=hidden]', '16')
    await visit.page.press('[name=hidden]', 'Enter')
    await visit.page.waitForFunction(
      (text) => document.querySelector('#answer')?.textContent !== text,
      answer,
    )
    await visit.page.setInputFiles('#load', file)
    await visit.untilStatus('The weights are loaded')
    expect(await visit.page.inputValue('[name=hidden]')).toBe('64')
    await visit.page.waitForFunction(
      (text) => document.querySelector('#answer')?.textContent === text,
      answer,
    )
    expect(visit.complaints).toEqual([])
    await visit.close()
  })

  it('says why the images cannot be loaded, and loads them on the second try', async () => {
    const visit = await site.visit('?seed=2')
    await visit.untilStatus('Ready')
    await visit.close()
    const other = await site.visit('', { offline: false })
    await other.page.context().route('**/mnist/**', (route) => route.abort())
    await other.page.reload()
    await other.untilStatus('train-images-idx3-ubyte.gz: could not be downloaded')
    expect(await other.page.isDisabled('#train')).toBe(true)
    await other.page.context().unroute('**/mnist/**')
    await other.page.click('#retry')
    await other.untilStatus('Ready')
    expect(await other.page.isDisabled('#train')).toBe(false)
    await other.close()
  })

  it('puts settings into the address and takes them from it', async () => {
    const visit = await site.visit('?hidden=100,50&activation=bogus&learningRate=-1')
    const { page } = visit
    expect(new URL(page.url()).searchParams.get('hidden')).toBe('256,64')
    await page.goto(`${site.url}?hidden=100,50&activation=gelu&optimizer=adam&learningRate=0.001`)
    await page.waitForFunction(() => document.querySelector('#facts')?.textContent !== '')
    expect(await page.textContent('#facts')).toMatch(/^784-100-50-10, 84,060 parameters/)
    await page.fill('[name=hidden]', '16')
    await page.press('[name=hidden]', 'Enter')
    await page.waitForFunction(() =>
      document.querySelector('#facts')?.textContent?.startsWith('784-16-10'),
    )
    expect(page.url()).toContain('hidden=16&activation=gelu&optimizer=adam&learningRate=0.001')
    await page.fill('[name=hidden]', '16, x')
    await page.press('[name=hidden]', 'Enter')
    expect(page.url()).toContain('hidden=16&')
    await page.selectOption('[name=preset]', 'seed')
    expect(page.url()).toContain(
      'preset=seed&hidden=256,64&activation=relu&optimizer=sgd&learningRate=0.01',
    )
    expect(visit.complaints).toEqual([])
    await visit.close()
  })

  it('works without a network once it has been loaded', async () => {
    const visit = await site.visit('?hidden=16&epochs=1')
    await visit.untilStatus('Ready')
    await visit.page.evaluate(() => navigator.serviceWorker.ready)
    await visit.page.context().setOffline(true)
    await visit.page.reload()
    await visit.untilStatus('Ready')
    await visit.page.click('#step')
    await visit.untilStatus('Step 1 of 938')
    await visit.close()
  })

  it('fits phones and desktops, and has no accessibility violations in light and dark colours', async () => {
    const visit = await site.visit('?hidden=16&epochs=1')
    const { page } = visit
    await visit.untilStatus('Ready')
    await page.click('#train')
    await visit.untilStatus('Done')
    await visit.draw([0.3, 0.3], [0.6, 0.6])
    await visit.untilRead()
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
    await page.evaluate(await readFile(axe, 'utf8'))
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect({ width, colorScheme, violations: await violationsOf(visit) }).toEqual({
          width,
          colorScheme,
          violations: [],
        })
      }
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect({ width, overflow: Math.max(0, overflow) }).toEqual({ width, overflow: 0 })
    }
    await visit.close()
  })
})

describe.skipIf(chromiumPath === undefined)('a server that sends no isolation headers', () => {
  it('gives one thread at first, the same losses, and threads once the service worker answers', async () => {
    const site = await Site.open({
      'Cross-Origin-Opener-Policy': 'unsafe-none',
      'Cross-Origin-Embedder-Policy': 'unsafe-none',
    })
    const visit = await site.visit('?hidden=16')
    await visit.untilStatus('Ready')
    const isIsolated = () => visit.page.evaluate(() => crossOriginIsolated)
    expect(await isIsolated()).toBe(false)
    expect(await visit.page.textContent('#facts')).toMatch(/on 1 thread/)
    await visit.page.click('#step')
    await visit.untilStatus('Step 1 of')
    expect(await lossesOf(visit)).toEqual(await lossesInNode({ ...fast, hidden: [16] }, 1))
    await visit.page.evaluate(() => navigator.serviceWorker.ready)
    await visit.page.reload()
    await visit.untilStatus('Ready')
    expect(await isIsolated()).toBe(true)
    await site.close()
  })
})

describe.skipIf(chromiumPath === undefined)('a server that sends a strict security policy', () => {
  it('gives threads, from a file, and the same losses', async () => {
    const site = await Site.open({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Content-Security-Policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
    })
    const visit = await site.visit('?hidden=16&threads=2')
    await visit.untilStatus('Ready')
    expect(await visit.page.textContent('#facts')).toMatch(/on 2 threads$/)
    await visit.page.click('#step')
    await visit.untilStatus('Step 1 of')
    expect(await lossesOf(visit)).toEqual(await lossesInNode({ ...fast, hidden: [16] }, 1))
    expect(visit.complaints).toEqual([])
    await site.close()
  })
})
