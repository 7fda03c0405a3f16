import { Accuracy, type Metric } from '@handwritten/metrics'
import { DataLoader, ImageDataset, type Transform } from '@handwritten/mnist-data'
import { Linear, type Loader, Module, ReLU, Sequential, SGD, Trainer } from '@handwritten/nn'
import { Generator, multiply, type Tensor, tensor, zeros } from '@handwritten/tensor'

class Scaled extends Module {
  readonly scale = tensor([1], { requiresGrad: true })

  forward(x: Tensor): Tensor {
    return multiply(x, this.scale)
  }
}

export async function train(transform: Transform): Promise<number> {
  const images = zeros([10, 4, 4], { dtype: 'uint8' })
  const labels = zeros([10], { dtype: 'int32' })
  const dataset = new ImageDataset({ images, labels, classes: ['only'], name: 'blank' })
  const loader: Loader = new DataLoader(dataset, { batchSize: 5, transform })
  const generator = new Generator(1)
  const model = new Sequential(new Linear(16, 4, { generator }), new ReLU(), new Linear(4, 1))
  const optimizer = new SGD(model.parameters(), { lr: 0.1 })
  const trainer = new Trainer({ model, optimizer, train: loader, test: loader, epochs: 1 })
  for await (const event of trainer.fit()) {
    if (event.type === 'epoch') return event.testAccuracy
    // @ts-expect-error a step has no accuracy of the test images
    if (event.type === 'step') event.testAccuracy
  }
  return Number.NaN
}

// @ts-expect-error 256 outputs do not fit 128 inputs
new Sequential(new Linear(784, 256), new ReLU(), new Linear(128, 10))
// @ts-expect-error there is no dtype of this name
zeros([2], { dtype: 'float16' })
// @ts-expect-error labels are numbers
new Accuracy().update(['cat'], [0])

export const metric: Metric<[labels: number[], predictions: number[]], number> = new Accuracy()
export const scaled: Tensor = new Scaled().call(tensor([1, 2]))
