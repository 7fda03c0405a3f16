import { create, element } from './dom'

/** A picture of bytes, 0 black, or of weights: white 0, blue positive, red negative. */
export interface Picture {
  readonly pixels: Uint8Array | Float32Array
  readonly width: number
  /** Shown below the picture. */
  readonly caption?: string
  /** Read to those who do not see it. */
  readonly label: string
}

/** Shows pictures in the element with this id, in the canvases that it already has where it has them. */
export function showImages(id: string, pictures: readonly Picture[]): void {
  const list = element(id, HTMLElement)
  if (list.children.length !== pictures.length || !list.querySelector('canvas'))
    list.replaceChildren(...pictures.map(() => create('div', create('canvas'), create('span'))))
  for (const [place, picture] of pictures.entries()) paint(list.children[place]!, picture)
}

function paint(box: Element, { pixels, width, caption = '', label }: Picture): void {
  const [canvas, text] = box.children as unknown as [HTMLCanvasElement, HTMLElement]
  text.textContent = caption
  Object.assign(canvas, { role: 'img', ariaLabel: label, width, height: pixels.length / width })
  const image = new ImageData(width, pixels.length / width)
  const isGray = pixels instanceof Uint8Array
  const most = isGray ? 255 : pixels.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-12)
  for (const [place, value] of pixels.entries()) {
    const shade = isGray ? value : 255 * (1 - Math.abs(value) / most)
    image.data.fill(shade, 4 * place, 4 * place + 3)
    image.data[4 * place + 3] = 255
    if (!isGray) image.data[4 * place + (value > 0 ? 2 : 0)] = 255
  }
  canvas.getContext('2d')!.putImageData(image, 0, 0)
}
