import { appendFile, cp } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, inject, it } from 'vitest'
import { chromium, visit } from './support/chromium'
import { runHere } from './support/run'
import { serve } from './support/serve'

const project = join(inject('projects'), 'together')
const folder = join(project, 'examples')

const numberAfter = (words: string, printed: string) =>
  Number(printed.slice(printed.indexOf(words) + words.length).match(/[\d.e+-]+/)?.[0])

it('train-from-scratch learns to read digits in an epoch', async () => {
  const printed = await runHere(folder, ['train-from-scratch.js', '1'])
  expect(numberAfter('accuracy', printed)).toBeGreaterThanOrEqual(0.95)
})

it('by-hand has the losses of the same run with layers and the tape', async () => {
  const printed = await runHere(folder, ['by-hand.js', '150'])
  expect(printed).toMatch(/^step 50: loss \d\.\d{4}\nstep 100: .*\nstep 150: .*\n$/)
  expect(printed).toBe(await runHere(project, ['by-hand-twin.mjs', '150']))
})

it('custom-layer parts the spirals', async () => {
  const printed = await runHere(folder, ['custom-layer.js'])
  expect(Number(/([\d.]+)% right/.exec(printed)?.[1])).toBeGreaterThan(99)
})

it('pytorch-weights computes what PyTorch computed', async () => {
  const printed = await runHere(folder, ['pytorch-weights.js'])
  expect(printed).toContain('loaded 6 tensors')
  expect(numberAfter('PyTorch: ', printed)).toBeLessThan(1e-6)
})

it('onnx has the outputs of ONNX Runtime', async () => {
  const printed = await runHere(folder, ['onnx.js'])
  expect(numberAfter('difference: ', printed)).toBeLessThan(1e-5)
})

it.skipIf(chromium === undefined)('draw-and-predict reads a one that is drawn on it', async () => {
  await runHere(folder, ['train-for-the-page.js', '1'])
  const root = join(folder, 'draw-and-predict')
  await build({ root, base: './', logLevel: 'warn' })
  const built = join(root, 'dist')
  await cp(join(project, 'draw-a-one.js'), join(built, 'draw-a-one.js'))
  await appendFile(join(built, 'index.html'), '<script type="module" src="draw-a-one.js"></script>')
  const served = await serve(built, false)
  try {
    expect(await visit(served.url, served.told)).toMatch(/^This is a 1, I am \d+% sure\.$/)
  } finally {
    served.close()
  }
})
