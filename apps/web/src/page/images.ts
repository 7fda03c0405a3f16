import { create } from './elements'

/** A picture of `width` columns, drawn from one colour a pixel, with a caption below and a description. */
export function imageOf(
  width: number,
  pixels: readonly (readonly [number, number, number])[],
  { caption, label }: { caption: string; label: string },
): HTMLElement {
  const canvas = create('canvas')
  canvas.width = width
  canvas.height = pixels.length / width
  canvas.role = 'img'
  canvas.ariaLabel = label
  const pen = canvas.getContext('2d')!
  const image = pen.createImageData(canvas.width, canvas.height)
  pixels.forEach((color, place) => {
    image.data.set([...color, 255], 4 * place)
  })
  pen.putImageData(image, 0, 0)
  const box = create('div', caption)
  box.prepend(canvas)
  return box
}

/** Bytes as shades of grey. */
export function gray(pixels: Uint8Array): [number, number, number][] {
  return Array.from(pixels, (byte) => [byte, byte, byte])
}

/** Weights as colours: white 0, blue positive, red negative, as deep as the greatest of them. */
export function diverging(weights: Float32Array): [number, number, number][] {
  const most = weights.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-12)
  return Array.from(weights, (weight) => {
    const pale = Math.round(255 * (1 - Math.abs(weight) / most))
    return weight > 0 ? [pale, Math.round((255 + pale) / 2), 255] : [255, pale, pale]
  })
}
