/**
 * What every program and page here does: train a small network on striped images, and predict.
 * `packages` holds the four packages as the caller loads them.
 * @returns `threads` as they are in use, and figures that have to be the same wherever this runs
 */
export async function study(packages, threads) {
  const { metrics, data, nn, tensor } = packages
  const inUse = await tensor.useThreads({ threads, cores: threads })
  const generator = new tensor.Generator(7)
  const [train, test] = [600, 200].map((count) => stripes(packages, generator, count))
  const model = new nn.Sequential(
    new nn.Linear(64, 24, { generator }),
    new nn.ReLU(),
    new nn.Linear(24, 8, { generator }),
  )
  const testLoader = new data.DataLoader(test, { batchSize: 200 })
  const trainer = new nn.Trainer({
    model,
    optimizer: new nn.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 }),
    train: new data.DataLoader(train, { batchSize: 32, shuffle: true, seed: 3 }),
    test: testLoader,
    epochs: 3,
  })
  const losses = []
  for await (const event of trainer.fit()) if (event.type === 'epoch') losses.push(event.trainLoss)

  const [{ inputs, labels }] = testLoader
  const predictions = tensor.argmax(model.call(inputs), { axis: 1 })
  const accuracy = new metrics.Accuracy()
  accuracy.update(labels.toTypedArray(), predictions.toTypedArray())
  const weights = tensor.encodeSafetensors({ tensors: model.stateDict() })
  return {
    threads: inUse,
    figures: {
      backend: tensor.currentBackend().name,
      losses,
      accuracy: accuracy.compute(),
      weights: await data.sha256(weights),
    },
  }
}

/** Noisy images of 8 x 8 in which one row, the class, is brighter. */
function stripes({ data, tensor }, generator, count) {
  const labels = generator.integers([count], 0, 8)
  const pixels = Uint8Array.from(generator.integers([count, 8, 8], 0, 120).toTypedArray())
  labels.toTypedArray().forEach((label, image) => {
    const start = image * 64 + label * 8
    for (let i = start; i < start + 8; i++) pixels[i] += 100
  })
  return new data.ImageDataset({
    images: tensor.fromTypedArray(pixels, [count, 8, 8]),
    labels,
    classes: Array.from({ length: 8 }, (_, row) => `row ${row}`),
    name: 'stripes',
  })
}
