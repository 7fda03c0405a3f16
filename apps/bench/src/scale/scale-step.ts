import { DataLoader, type ImageDataset } from '@handwritten/mnist-data'
import { CrossEntropyLoss, createNetwork, createOptimizer, recipes } from '@handwritten/nn'
import { capture, Generator, type Tensor } from '@handwritten/tensor'
import type { ScalePoint } from './scale-points.ts'

/** A captured step of the point's size on random rows of the data set. */
export function scaleStep({ batchSize, sizes }: ScalePoint, dataset: ImageDataset): () => void {
  const generator = new Generator(1)
  const loader = new DataLoader(dataset, { batchSize })
  const model = createNetwork({ sizes }, generator)
  const optimizer = createOptimizer(recipes.seed, model)
  const criterion = new CrossEntropyLoss()
  const step = capture((rows: Tensor) => {
    const { inputs, labels } = loader.batch(rows)
    const { loss } = criterion.measure(model.call(inputs), labels)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss
  })
  return () => step(generator.integers([batchSize], 0, dataset.length))
}
