// The seed's training with jax-js: one step as a function, its gradients by valueAndGrad, the whole jitted.
// Arrays are counted by reference: an argument is given away unless `.ref` keeps it.
import { readFileSync } from 'node:fs'
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax'
import { Files, serve } from './protocol.mjs'

class JaxPeer {
  async prepare(job) {
    await init('wasm')
    defaultDevice('wasm')
    this.files = new Files(job)
    this.step = jit((layers, inputs, targets) =>
      trainStep(layers, { inputs, targets, rate: job.learningRate }),
    )
    const { version } = JSON.parse(
      readFileSync(new URL('../node_modules/@jax-js/jax/package.json', import.meta.url)),
    )
    return { library: `jax-js ${version}`, kernels: 'WebAssembly, jit' }
  }

  async epoch(steps) {
    let layers = this.files.weights().map(({ inputs, outputs, weight, bias }) => ({
      weight: np.array(weight).reshape([inputs, outputs]),
      bias: np.array(bias),
    }))
    let lossSum = 0
    let hits = 0
    let seen = 0
    const start = performance.now()
    for (let step = 0; step < steps; step++) {
      const batch = this.files.batch(step)
      const { inputs, targets } = arrays(batch)
      const next = this.step(layers, inputs, targets)
      layers = next.layers
      lossSum += next.loss.item() * batch.count
      hits += next.hits.item()
      seen += batch.count
    }
    const seconds = (performance.now() - start) / 1000
    const { inputs, targets } = arrays(this.files.checked())
    const lossAfter = crossEntropy(forward(layers, inputs), targets).item()
    return { seconds, loss: lossSum / seen, accuracy: hits / seen, lossAfter }
  }
}

/** The layers after a step of gradient descent, with the loss and the hits before it. */
function trainStep(layers, { inputs, targets, rate }) {
  const measured = (parameters) => {
    const logits = forward(parameters, inputs)
    const hits = np.sum(
      np.argmax(logits.ref, 1).equal(np.argmax(targets.ref, 1)).astype(np.float32),
    )
    return [crossEntropy(logits, targets), hits]
  }
  const [[loss, hits], gradients] = valueAndGrad(measured, { hasAux: true })(
    layers.map(({ weight, bias }) => ({ weight: weight.ref, bias: bias.ref })),
  )
  const updated = layers.map(({ weight, bias }, index) => ({
    weight: weight.sub(gradients[index].weight.mul(rate)),
    bias: bias.sub(gradients[index].bias.mul(rate)),
  }))
  return { layers: updated, loss, hits }
}

function arrays({ count, inputs, targets }) {
  return {
    inputs: np.array(inputs).reshape([count, inputs.length / count]),
    targets: np.array(targets).reshape([count, targets.length / count]),
  }
}

/** Keeps the layers. */
function forward(layers, inputs) {
  return layers.reduce((below, { weight, bias }, index) => {
    const outputs = np.matmul(below, weight.ref).add(bias.ref)
    return index < layers.length - 1 ? nn.relu(outputs) : outputs
  }, inputs)
}

/** Mean over the rows of -sum(targets * log softmax(logits)). */
function crossEntropy(logits, targets) {
  return np.mean(np.sum(nn.logSoftmax(logits).mul(targets), 1)).mul(-1)
}

await serve(new JaxPeer())
