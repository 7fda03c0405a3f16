// Trains a classifier of digits with the loop written out, and says where it errs.
// node train-from-scratch.js [epochs]
import { ConfusionMatrix, classificationReport, Mean } from '@handwritten/metrics'
import { DataLoader, loadMnist } from '@handwritten/mnist-data'
import { Adam, CrossEntropyLoss, Linear, ReLU, Sequential } from '@handwritten/nn'
import { argmax, capture, fromTypedArray, Generator, noGrad } from '@handwritten/tensor'

const epochs = Number(process.argv[2] ?? 2)
const generator = new Generator(1)
const digits = await loadMnist()
const train = new DataLoader(digits.train, { batchSize: 128, shuffle: true, generator })
const test = new DataLoader(digits.test, { batchSize: 1000 })

const model = new Sequential(
  new Linear(784, 128, { generator }),
  new ReLU(),
  new Linear(128, 10, { generator }),
)
const criterion = new CrossEntropyLoss()
const optimizer = new Adam(model.parameters(), { lr: 0.002 })

// The step as one would write it; captured, it is replayed without JavaScript in between.
const step = capture((rows) => {
  const { inputs, labels } = train.batch(rows)
  optimizer.zeroGrad()
  const loss = criterion.forward(model.call(inputs), labels)
  loss.backward()
  optimizer.step()
  return loss
})

for (let epoch = 1; epoch <= epochs; epoch++) {
  const loss = new Mean()
  for (const rows of train.rows()) {
    loss.update(step(fromTypedArray(rows, [rows.length])).item(), rows.length)
  }
  console.log(`epoch ${epoch}: loss ${loss.compute().toFixed(4)}`)
}

const matrix = new ConfusionMatrix({ classes: 10 })
noGrad(() => {
  for (const { inputs, labels } of test) {
    const predictions = argmax(model.call(inputs), { axis: 1 })
    matrix.update(labels.toTypedArray(), predictions.toTypedArray())
  }
})
console.log(classificationReport(matrix))
