// Exports a network to ONNX and lets ONNX Runtime compute with it.
import { exportOnnx, GELU, Linear, Sequential } from '@handwritten/nn'
import { abs, Generator, max, subtract, tensor } from '@handwritten/tensor'
import ort from 'onnxruntime-web'

const generator = new Generator(1)
const model = new Sequential(
  new Linear(784, 64, { generator }),
  new GELU(),
  new Linear(64, 10, { generator }),
)
const file = exportOnnx(model, { inputShape: [784] })
console.log(`${file.length} bytes of ONNX`)

const session = await ort.InferenceSession.create(file)
const inputs = generator.normal([3, 784])
const { [session.outputNames[0]]: theirs } = await session.run({
  [session.inputNames[0]]: new ort.Tensor('float32', inputs.toTypedArray(), [3, 784]),
})

const ours = model.eval().call(inputs)
const difference = max(abs(subtract(ours, tensor(theirs.data, { shape: [3, 10] }))))
console.log(`largest difference: ${difference.item().toExponential(1)}`)
