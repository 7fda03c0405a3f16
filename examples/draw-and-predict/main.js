import { compose, flatten, normalize, preparePixels } from '@handwritten/mnist-data'
import { createNetwork, recipes } from '@handwritten/nn'
import { decodeSafetensors, Generator, softmax } from '@handwritten/tensor'

const canvas = document.querySelector('canvas')
const output = document.querySelector('output')
const pen = canvas.getContext('2d', { willReadFrequently: true })
pen.lineWidth = 22
pen.lineCap = 'round'

const model = createNetwork(recipes.fast, new Generator(1))
const file = await fetch('digits.safetensors')
model.loadStateDict(decodeSafetensors(new Uint8Array(await file.arrayBuffer())).tensors)
model.eval()
clear()

function clear() {
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  output.value = 'Draw with the mouse or a finger.'
}

function predict() {
  const { image } = preparePixels(pen.getImageData(0, 0, canvas.width, canvas.height))
  const inputs = compose(normalize(), flatten()).apply(image)
  const probabilities = [...softmax(model.call(inputs)).toTypedArray()]
  const best = probabilities.indexOf(Math.max(...probabilities))
  output.value = `This is a ${best}, I am ${(100 * probabilities[best]).toFixed(0)}% sure.`
}

canvas.onpointerdown = ({ offsetX, offsetY }) => {
  pen.beginPath()
  pen.moveTo(offsetX, offsetY)
}
canvas.onpointermove = ({ buttons, offsetX, offsetY }) => {
  if (buttons === 0) return
  pen.lineTo(offsetX, offsetY)
  pen.stroke()
}
canvas.onpointerup = predict
document.querySelector('button').onclick = clear
