// Draws a one on the page of examples/draw-and-predict, and tells what the page says of it.
const canvas = document.querySelector('canvas')
const output = document.querySelector('output')

const pointer = (type, [x, y]) => {
  const { left, top } = canvas.getBoundingClientRect()
  const place = { clientX: left + x, clientY: top + y, buttons: 1 }
  canvas.dispatchEvent(new PointerEvent(type, place))
}
const said = (words) =>
  new Promise((resolve) => {
    const look = () => (output.value.startsWith(words) ? resolve() : setTimeout(look, 20))
    look()
  })

await said('Draw')
pointer('pointerdown', [142, 60])
for (const y of [100, 140, 180, 220]) pointer('pointermove', [140, y])
pointer('pointerup', [140, 220])
await fetch('/told', { method: 'POST', body: JSON.stringify(output.value) })
