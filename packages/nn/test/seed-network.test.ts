import { fromTypedArray, type Tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { CrossEntropyLoss, SGD, Trainer } from '../src/index'
import { expectClose } from './support/golden'
import {
  golden,
  makeLoaders,
  makeSeedNetwork,
  nameInFile,
  type Summary,
} from './support/seed-network'

function expectSummary(found: Tensor, { sum, l2, at, values }: Summary, relative: number): void {
  const elements = Array.from(found.toTypedArray())
  const size = Math.sqrt(elements.reduce((a, b) => a + b * b, 0))
  at.forEach((place, i) => {
    const bound = relative * Math.abs(values[i]) + 1e-12
    expect(Math.abs(elements[place] - values[i]), `element ${place}`).toBeLessThanOrEqual(bound)
  })
  expect(Math.abs(size - l2)).toBeLessThanOrEqual(relative * l2)
  // By Cauchy and Schwarz, elements that are off by that much together move their sum by at most this.
  const total = elements.reduce((a, b) => a + b, 0)
  expect(Math.abs(total - sum)).toBeLessThanOrEqual(relative * l2 * Math.sqrt(elements.length))
}

describe('the network written by hand in NumPy, on MNIST in file order', () => {
  it('has the same first parameters, logits and gradients', async () => {
    const model = makeSeedNetwork('float64')
    for (const [name, parameter] of model.namedParameters()) {
      expectSummary(parameter, golden.initial[nameInFile(name)], 1e-14)
    }
    const { train } = await makeLoaders('float64')
    const rows = Int32Array.from({ length: golden.batch }, (_, row) => row)
    const { inputs, labels } = train.batch(fromTypedArray(rows))
    const logits = model.call(inputs)
    expectClose(logits.slice([[0, golden.first_logits.length]]), golden.first_logits)
    new CrossEntropyLoss().forward(logits, labels).backward()
    for (const [name, parameter] of model.namedParameters()) {
      expectSummary(parameter.grad as Tensor, golden.first_gradients[nameInFile(name)], 1e-9)
    }
  })

  it.each([
    ['float64', 1e-10, 1e-9],
    // float32 rounds at 6e-8, and ten steps of sums over 784 inputs add that up.
    ['float32', 1e-4, 1e-5],
  ] as const)('takes the same first ten steps in %s', async (dtype, ofLoss, ofParameters) => {
    const model = makeSeedNetwork(dtype)
    const optimizer = new SGD(model.parameters(), { lr: golden.lr })
    const trainer = new Trainer({ model, optimizer, epochs: 1, ...(await makeLoaders(dtype)) })
    for await (const event of trainer.fit()) {
      if (event.type !== 'step') continue
      const { loss, correct } = golden.steps[event.step - 1]
      expect(Math.abs(event.loss - loss), `step ${event.step}`).toBeLessThanOrEqual(ofLoss * loss)
      expect(event.correct).toBe(correct)
      if (event.step === golden.steps.length) break
    }
    for (const [name, parameter] of model.namedParameters()) {
      expectSummary(parameter, golden.after_steps[nameInFile(name)], ofParameters)
    }
  })

  // In float64 every image falls on the same side, and the losses agree but for rounding. In float32,
  // rounding grows from step to step: NumPy's own figures are then off by a relative 2e-4 after an
  // epoch, hence ten times that here, and a few images fall on the other side.
  it.each([
    ['float64', 1, 1e-10, 0],
    ['float32', 3, 2e-3, 0.0015],
  ] as const)('learns the same in %s over %i epochs', async (dtype, epochs, ofLoss, ofAccuracy) => {
    const model = makeSeedNetwork(dtype)
    const optimizer = new SGD(model.parameters(), { lr: golden.lr })
    const trainer = new Trainer({ model, optimizer, epochs, ...(await makeLoaders(dtype)) })
    for await (const event of trainer.fit()) {
      if (event.type !== 'epoch') continue
      const expected = golden.epochs[event.epoch - 1]
      const ofEpoch = `epoch ${event.epoch}`
      const isClose = (found: number, wanted: number, bound: number) =>
        expect(Math.abs(found - wanted), ofEpoch).toBeLessThanOrEqual(bound)
      isClose(event.trainLoss, expected.train_loss, ofLoss * expected.train_loss)
      isClose(event.testLoss, expected.test_loss, ofLoss * expected.test_loss)
      isClose(event.trainAccuracy, expected.train_accuracy, ofAccuracy)
      isClose(event.testAccuracy, expected.test_accuracy, ofAccuracy)
    }
    expect(trainer.progress.epochs).toBe(epochs)
  })
})
