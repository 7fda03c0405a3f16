import { check, optional, options } from '@handwritten/checks'
import type { Tensor } from '@handwritten/tensor'
import { checkCall, someNumber, tensorCheck } from '../checks'
import { ValueError } from '../errors'

/** Options of `sheetPng`. */
export interface SheetOptions {
  /** Images in a row. Default as many as make the sheet about square. */
  columns?: number
  /** Side of the square that each pixel becomes. Default 1. */
  scale?: number
  /** Gray between the images, 0 to 255. Default 64. */
  gap?: number
}

const sheetArguments = {
  images: /* @__PURE__ */ check<Tensor<'uint8'>>(
    'a tensor of images, uint8 [n, height, width]',
    (value) =>
      tensorCheck(value, 'images') === undefined &&
      (value as Tensor).dtype === 'uint8' &&
      (value as Tensor).ndim === 3,
  ),
  options: /* @__PURE__ */ optional(
    options<SheetOptions>({
      columns: someNumber,
      scale: someNumber,
      gap: someNumber,
    }),
  ),
}

/** A PNG file that shows the images, uint8 [n, height, width], beside and below each other. */
export async function sheetPng(
  images: Tensor<'uint8'>,
  options: SheetOptions = {},
): Promise<Uint8Array> {
  checkCall('sheetPng', arguments, sheetArguments)
  const { encode } = await import('fast-png')
  return encode({ ...layOut(images, options), channels: 1, depth: 8 })
}

interface Sheet {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

function layOut(
  images: Tensor<'uint8'>,
  { columns = Math.ceil(Math.sqrt(images.shape[0])), scale = 1, gap = 64 }: SheetOptions,
): Sheet {
  const [count, height, width] = images.shape
  for (const [name, value] of Object.entries({ images: count, columns, scale })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new ValueError(`sheetPng: ${name} must be a whole number from 1 on, found ${value}`)
    }
  }
  const pixels = images.toTypedArray()
  const [cellWidth, cellHeight] = [width * scale + 1, height * scale + 1]
  const sheetWidth = columns * cellWidth + 1
  const sheetHeight = Math.ceil(count / columns) * cellHeight + 1
  const data = new Uint8Array(sheetWidth * sheetHeight).fill(gap)
  for (let image = 0; image < count; image++) {
    const left = (image % columns) * cellWidth + 1
    const top = Math.floor(image / columns) * cellHeight + 1
    for (let y = 0; y < height * scale; y++) {
      const from = (image * height + Math.floor(y / scale)) * width
      const to = (top + y) * sheetWidth + left
      for (let x = 0; x < width * scale; x++) data[to + x] = pixels[from + Math.floor(x / scale)]
    }
  }
  return { width: sheetWidth, height: sheetHeight, data }
}
