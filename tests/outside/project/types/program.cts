import metrics = require('@handwritten/metrics')
import data = require('@handwritten/mnist-data')
import nn = require('@handwritten/nn')
import tensor = require('@handwritten/tensor')

const { inputs } = new data.DataLoader(
  new data.ImageDataset({
    images: tensor.zeros([2, 4, 4], { dtype: 'uint8' }),
    labels: tensor.zeros([2], { dtype: 'int32' }),
    classes: ['only'],
    name: 'blank',
  }),
  { batchSize: 2 },
).batch(tensor.tensor(Int32Array.of(0, 1)))
const predictions: Int32Array = metrics.argmax([0.5, 0.25], { classes: 2 })
const outputs: tensor.Tensor = new nn.Linear(16, 2).call(inputs)
export = { predictions, outputs }
