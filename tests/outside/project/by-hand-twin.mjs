// The run of examples/by-hand.js with layers, a loss and an optimizer in place of its formulas.
import { DataLoader, loadMnist } from '@handwritten/mnist-data'
import { CrossEntropyLoss, Linear, ReLU, Sequential, SGD } from '@handwritten/nn'
import { Generator, matrixTranspose, zeros } from '@handwritten/tensor'

const steps = Number(process.argv[2])
const generator = new Generator(1)
const { train } = await loadMnist()
const batches = new DataLoader(train, { batchSize: 64, shuffle: true, seed: 1, sparse: false })

function linear(fanIn, fanOut) {
  const layer = new Linear(fanIn, fanOut)
  const drawn = generator.normal([fanIn, fanOut], { std: Math.sqrt(2 / fanIn) })
  layer.loadStateDict({ weight: matrixTranspose(drawn), bias: zeros([fanOut]) })
  return layer
}

const model = new Sequential(
  linear(784, 256),
  new ReLU(),
  linear(256, 64),
  new ReLU(),
  linear(64, 10),
)
const optimizer = new SGD(model.parameters(), { lr: 0.01 })
const criterion = new CrossEntropyLoss()
let step = 0
for (const { inputs, labels } of batches) {
  optimizer.zeroGrad()
  const loss = criterion.forward(model.call(inputs), labels)
  loss.backward()
  optimizer.step()
  step += 1
  if (step % 50 === 0) console.log(`step ${step}: loss ${loss.item().toFixed(4)}`)
  if (step === steps) break
}
