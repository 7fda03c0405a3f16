// The seed's training with TensorFlow.js: its operations one by one, gradients by hand, since the modular
// packages bring none to Node.
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { Files, serve } from './protocol.mjs'

class TensorFlowPeer {
  async prepare(job) {
    tf.enableProdMode()
    await tf.setBackend(job.backend)
    await tf.ready()
    this.files = new Files(job)
    this.rate = job.learningRate
    return { library: `tfjs ${tf.version_core}`, kernels: await this.kernels(job.backend) }
  }

  async kernels(backend) {
    if (backend !== 'wasm') return 'plain JavaScript'
    return (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))
      ? 'WebAssembly with SIMD'
      : 'WebAssembly'
  }

  epoch(steps) {
    const layers = this.files.weights().map(({ inputs, outputs, weight, bias }) => ({
      weight: tf.variable(tf.tensor2d(weight, [inputs, outputs])),
      bias: tf.variable(tf.tensor1d(bias)),
    }))
    let losses = tf.scalar(0)
    let hits = tf.scalar(0)
    let seen = 0
    const start = performance.now()
    for (let step = 0; step < steps; step++) {
      const batch = this.files.batch(step)
      const before = [losses, hits]
      ;[losses, hits] = tf.tidy(() => this.step(layers, batch, before))
      tf.dispose(before)
      seen += batch.count
    }
    const [lossSum, hitCount] = [losses.dataSync()[0], hits.dataSync()[0]]
    const seconds = (performance.now() - start) / 1000
    const lossAfter = this.lossAfter(layers)
    tf.dispose([losses, hits, layers])
    return { seconds, loss: lossSum / seen, accuracy: hitCount / seen, lossAfter }
  }

  /** Forward, backward and update; returns the sums of losses and hits with this batch's. */
  step(layers, batch, [losses, hits]) {
    const { inputs, targets } = tensors(batch)
    const activations = forward(layers, inputs)
    const logits = activations.at(-1)
    let gradient = tf.div(tf.sub(tf.softmax(logits), targets), batch.count)
    for (let index = layers.length - 1; index >= 0; index--) {
      const { weight, bias } = layers[index]
      const below = activations[index]
      const scaled = tf.mul(gradient, this.rate)
      if (index > 0) gradient = tf.mul(tf.matMul(gradient, weight, false, true), tf.step(below))
      weight.assign(tf.sub(weight, tf.matMul(below, scaled, true)))
      bias.assign(tf.sub(bias, tf.sum(scaled, 0)))
    }
    const correct = tf.sum(tf.equal(tf.argMax(logits, 1), tf.argMax(targets, 1)))
    return [tf.add(losses, tf.sum(crossEntropy(logits, targets))), tf.add(hits, correct)]
  }

  lossAfter(layers) {
    return tf.tidy(() => {
      const { inputs, targets } = tensors(this.files.checked())
      return tf.mean(crossEntropy(forward(layers, inputs).at(-1), targets)).dataSync()[0]
    })
  }
}

function tensors({ count, inputs, targets }) {
  return {
    inputs: tf.tensor2d(inputs, [count, inputs.length / count]),
    targets: tf.tensor2d(targets, [count, targets.length / count]),
  }
}

/** Inputs, hidden activations, logits. */
function forward(layers, inputs) {
  const activations = [inputs]
  layers.forEach(({ weight, bias }, index) => {
    const activation = index < layers.length - 1 ? 'relu' : 'linear'
    activations.push(tf.fused.matMul({ a: activations[index], b: weight, bias, activation }))
  })
  return activations
}

/** -log softmax(logits) at each row's target. */
function crossEntropy(logits, targets) {
  return tf.sub(tf.logSumExp(logits, 1), tf.sum(tf.mul(logits, targets), 1))
}

await serve(new TensorFlowPeer())
