import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { uint8Tensor } from '../src/dataset/typed-tensor'
import { ValueError } from '../src/errors'
import { loadMnist } from '../src/load/load-dataset'
import { digitLines } from '../src/look/digit-lines'
import { imageAt } from '../src/look/pixel-image'
import { sheetPng } from '../src/look/sheet'
import { datasetStatistics } from '../src/look/statistics'
import { numberedDataset } from './support/numbered-dataset'

describe('digitLines', () => {
  const pixels = Uint8Array.of(255, 0, 255, 0, 255, 0, 0, 255, 255, 130, 0, 127)
  const image = { width: 4, height: 3, pixels }

  it('shows two rows of pixels in each line of half blocks', () => {
    expect(digitLines(image)).toEqual(['\u2588 \u2580\u2584', '\u2580\u2580  '])
  })

  it('shows ten shades in ASCII', () => {
    expect(digitLines(image, { style: 'ascii' })).toEqual(['@ ==', '=: :'])
  })

  it('keeps every line as long as the image is wide, at any size', () => {
    for (const [width, height] of [
      [0, 0],
      [1, 1],
      [3, 8],
      [28, 28],
    ]) {
      const lines = digitLines({ width, height, pixels: new Uint8Array(width * height) })
      expect(lines).toEqual(Array(Math.ceil(height / 2)).fill(' '.repeat(width)))
    }
  })
})

describe('imageAt', () => {
  it('copies the image of a row, and knows its bounds', () => {
    const set = numberedDataset(5)
    const { width, height, pixels } = imageAt(set, 3)
    expect([width, height, ...pixels]).toEqual([3, 2, 3, 19, 20, 21, 22, 23])
    pixels.fill(0)
    expect(imageAt(set, 3).pixels[1]).toBe(19)
    expect(() => imageAt(set, 5)).toThrow(/numbered has the rows 0\.\.4, found 5/)
  })
})

describe('sheetPng', () => {
  const images = uint8Tensor(
    Uint8Array.from({ length: 18 }, (_, i) => 100 + i),
    [3, 2, 3],
  )

  it('lays images beside and below each other, with gaps', async () => {
    const { width, height, channels, data } = decode(await sheetPng(images, { columns: 2, gap: 7 }))
    expect([width, height, channels]).toEqual([9, 7, 1])
    const rows = Array.from({ length: 7 }, (_, y) => [...data.subarray(y * 9, y * 9 + 9)])
    expect(rows).toEqual([
      [7, 7, 7, 7, 7, 7, 7, 7, 7],
      [7, 100, 101, 102, 7, 106, 107, 108, 7],
      [7, 103, 104, 105, 7, 109, 110, 111, 7],
      [7, 7, 7, 7, 7, 7, 7, 7, 7],
      [7, 112, 113, 114, 7, 7, 7, 7, 7],
      [7, 115, 116, 117, 7, 7, 7, 7, 7],
      [7, 7, 7, 7, 7, 7, 7, 7, 7],
    ])
  })

  it('enlarges pixels to squares', async () => {
    const { width, height, data } = decode(await sheetPng(images, { columns: 3, scale: 2 }))
    expect([width, height]).toEqual([22, 6])
    expect([...data.subarray(22, 30)]).toEqual([64, 100, 100, 101, 101, 102, 102, 64])
    expect([...data.subarray(44, 52)]).toEqual([64, 100, 100, 101, 101, 102, 102, 64])
    await expect(sheetPng(images, { scale: 0 })).rejects.toThrow(ValueError)
    await expect(sheetPng(uint8Tensor(new Uint8Array(0), [0, 2, 3]))).rejects.toThrow(/images must/)
  })
})

describe('datasetStatistics', () => {
  it('finds the mean and deviation that MNIST is normalized with, and the counts of its classes', async () => {
    const { train, test } = await loadMnist()
    const statistics = datasetStatistics(train)
    expect(statistics.images).toBe(60_000)
    expect(statistics.mean).toBeCloseTo(0.1306604762738429, 14)
    expect(statistics.std).toBeCloseTo(0.3081078038564622, 14)
    expect(statistics.mean).toBeCloseTo(0.1307, 4)
    expect(statistics.std).toBeCloseTo(0.3081, 4)
    expect(statistics.classCounts).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ])
    expect(datasetStatistics(test).classCounts).toEqual([
      980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
    ])
  })
})
