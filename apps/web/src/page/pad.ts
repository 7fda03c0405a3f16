/** Lets a mouse, a finger or a pen draw on `canvas`; `changed` gets null for an empty one. Returns what clears it. */
export function drawable(
  canvas: HTMLCanvasElement,
  changed: (picture: ImageData | null) => void,
): () => void {
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  const { width, height } = canvas
  const place = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect()
    return [((clientX - box.left) * width) / box.width, ((clientY - box.top) * height) / box.height]
  }
  const draw = (event: PointerEvent) => {
    pen.lineTo(...place(event))
    pen.stroke()
    changed(pen.getImageData(0, 0, width, height))
  }
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId)
    pen.beginPath()
    pen.moveTo(...place(event))
    draw(event)
  }
  canvas.onpointermove = (event) => event.buttons !== 0 && draw(event)
  const clear = () => {
    pen.fillRect(0, 0, width, height)
    changed(null)
  }
  Object.assign(pen, { fillStyle: 'white', lineWidth: 22, lineCap: 'round', lineJoin: 'round' })
  clear()
  return clear
}
