/** Pixels that an arrow key moves the pen. */
const KEY_STEP = 8

/** A canvas to draw on with a mouse, a finger, a pen, or the keys; `changed` gets null once it is empty. */
export function drawable(canvas: HTMLCanvasElement, changed: (picture: ImageData | null) => void) {
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  const { width, height } = canvas
  let at: [number, number] = [width / 2, height / 2]

  const clear = () => {
    pen.fillStyle = 'white'
    pen.fillRect(0, 0, width, height)
    changed(null)
  }
  const lineTo = (x: number, y: number) => {
    pen.beginPath()
    pen.moveTo(...at)
    at = [x, y]
    pen.lineTo(...at)
    pen.stroke()
    changed(pen.getImageData(0, 0, width, height))
  }
  const place = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect()
    return [((clientX - box.left) * width) / box.width, ((clientY - box.top) * height) / box.height]
  }
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    at = place(event)
    lineTo(...at)
  })
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons !== 0) lineTo(...place(event))
  })
  const held = new Set<string>()
  canvas.addEventListener('keyup', ({ key }) => held.delete(key))
  canvas.addEventListener('keydown', (event) => {
    const directions = new Map([
      ['ArrowLeft', [-KEY_STEP, 0]],
      ['ArrowRight', [KEY_STEP, 0]],
      ['ArrowUp', [0, -KEY_STEP]],
      ['ArrowDown', [0, KEY_STEP]],
    ])
    held.add(event.key)
    const [x, y] = directions.get(event.key) ?? [0, 0]
    if (event.key === 'Delete') clear()
    if (event.key === ' ' || directions.has(event.key)) event.preventDefault()
    const next: [number, number] = [
      Math.min(Math.max(at[0] + x!, 0), width),
      Math.min(Math.max(at[1] + y!, 0), height),
    ]
    if (held.has(' ')) lineTo(...next)
    else at = next
  })
  pen.lineWidth = 22
  pen.lineCap = 'round'
  clear()
  return { clear }
}
