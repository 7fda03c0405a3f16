import { Generator, noGrad, type Tensor } from '@handwritten/tensor'
import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-web'
import { describe, expect, it } from 'vitest'
import * as nn from '../src/index'
import { layerExamples } from './support/layer-examples'

const { createNetwork, exportOnnx, recipes, Sequential } = nn

/** What ONNX Runtime makes of the exported model for an input. */
async function runOnnx(model: nn.Module, x: Tensor): Promise<{ dims: number[]; data: number[] }> {
  const session = await InferenceSession.create(exportOnnx(model, { inputShape: x.shape.slice(1) }))
  const input = new OnnxTensor('float32', x.toTypedArray() as Float32Array, [...x.shape])
  const { output } = await session.run({ input })
  return { dims: [...output.dims], data: Array.from(output.data as Float32Array) }
}

async function expectSame(model: nn.Module, x: Tensor): Promise<void> {
  // In training first, so that what BatchNorm has tracked is its own.
  noGrad(() => model.train().call(x))
  const expected = noGrad(() => model.eval().call(x))
  const { dims, data } = await runOnnx(model, x)
  expect(dims).toEqual(expected.shape)
  const values = expected.toTypedArray()
  data.forEach((value, place) => {
    const bound = 1e-5 * Math.max(1, Math.abs(values[place]))
    expect(Math.abs(value - values[place]), `output ${place}`).toBeLessThanOrEqual(bound)
  })
}

describe('ONNX Runtime computes what the model does', () => {
  it.each(layerExamples('float32'))('$name', ({ make, shape }) =>
    expectSame(make(), new Generator(3).normal([3, ...shape.slice(1)], { std: 2 })),
  )

  it('the network of the recipes, for any number of samples', async () => {
    const model = createNetwork(recipes.seed, new Generator(1))
    for (const samples of [1, 7]) {
      await expectSame(model, new Generator(samples).normal([samples, 784]))
    }
  })

  it('layers within layers', async () => {
    const generator = new Generator(5)
    const model = new Sequential(
      new nn.Conv2d(1, 3, 3, { padding: 1, generator }),
      new nn.Residual(
        new Sequential(new nn.Conv2d(3, 3, 3, { padding: 1, generator }), new nn.SiLU()),
      ),
      new nn.MaxPool2d(2),
      new nn.Flatten(),
      new nn.LayerNorm(48),
      new nn.Linear(48, 10, { generator }),
      new nn.BatchNorm1d(10),
      new nn.Dropout(0.5),
      new nn.LogSoftmax(),
    )
    await expectSame(model, generator.normal([4, 1, 8, 8]))
  })
})
