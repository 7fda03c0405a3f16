import { createNetwork, recipes } from '@handwritten/nn'
import { Generator } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { blankCanvas, canvasSide, withStroke } from '../../src/screens/draw/canvas'
import { PreparedDrawing } from '../../src/training/inspection/drawing'
import { mnistNormalization } from '../../src/training/normalization'
import { tinyData } from '../support/tiny-data'

const raw = (data: Uint8Array) => ({ width: canvasSide, height: canvasSide, data })
const input = { data: tinyData(10, 10), normalization: mnistNormalization }
const model = createNetwork(recipes.seed, new Generator(1))

describe('PreparedDrawing', () => {
  it('prepares a drawing as MNIST was, and gives ten probabilities for it', async () => {
    const canvas = withStroke(blankCanvas, { x: 8, y: 6 }, { x: 12, y: 30 })
    const { event, drawing } = await PreparedDrawing.prepare(4, raw(canvas), input)
    expect(event).toMatchObject({ id: 4, problem: null, inverted: false })
    expect(event.steps.map(({ name }) => name)).toEqual(['gray', 'ink', 'crop', 'fit', 'centre'])
    const { width, height, pixels } = event.steps.at(-1)!
    expect([width, height]).toEqual([28, 28])
    const mass = pixels.reduce((sum, ink) => sum + ink, 0)
    const meanRow = pixels.reduce((sum, ink, i) => sum + ink * Math.floor(i / 28), 0) / mass
    expect(Math.abs(meanRow - 13.5)).toBeLessThan(1)
    const { id, step, values } = drawing!.classify(model, 12)
    expect([id, step, values.length]).toEqual([4, 12, 10])
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
  })

  it('gives the same answer wherever the digit stands on the canvas', async () => {
    const answer = async (dx: number, dy: number) => {
      const canvas = withStroke(blankCanvas, { x: 10 + dx, y: 10 + dy }, { x: 30 + dx, y: 32 + dy })
      const { drawing } = await PreparedDrawing.prepare(1, raw(canvas), input)
      return drawing!.classify(model, 0).values
    }
    const [here, there] = await Promise.all([answer(0, 0), answer(14, 12)])
    for (const [digit, value] of here.entries()) expect(there[digit]).toBeCloseTo(value, 3)
  })

  it('tells why a picture cannot be prepared', async () => {
    for (const picture of [raw(blankCanvas), new TextEncoder().encode('no picture')]) {
      const { event, drawing } = await PreparedDrawing.prepare(1, picture, input)
      expect(drawing).toBeNull()
      expect(event.problem).toMatch(/picture|image/i)
      expect(event.problem).not.toContain('\n')
    }
  })
})
