// JSON lines between the bench and one peer in JavaScript, as protocol.py has them for Python: a peer is
// an object with prepare(job) -> conditions and epoch(steps) -> run, which trains from the initial
// weights again each time. Only the training steps are inside a run's `seconds`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const MEAN = 0.1307
const DEVIATION = 0.3081
const CHECKED_ROWS = 1024

export async function serve(peer) {
  for await (const line of createInterface({ input: process.stdin })) {
    const reply = await answer(peer, JSON.parse(line)).catch((error) => ({ error: error.message }))
    process.stdout.write(`${JSON.stringify(reply)}\n`)
  }
}

async function answer(peer, request) {
  if (request.request === 'prepare') return { conditions: await peer.prepare(request) }
  const run = await peer.epoch(request.steps)
  return { ...run, peakMemory: process.resourceUsage().maxRSS * 1024 }
}

/** The raw little-endian files that the bench wrote for every peer alike; images are kept normalized. */
export class Files {
  constructor({ folder, sizes, batchSize }) {
    const read = (name) => new Uint8Array(readFileSync(join(folder, name))).buffer
    const [features, classes] = [sizes[0], sizes.at(-1)]
    Object.assign(this, { sizes, batchSize, features, classes })
    this.images = Float32Array.from(
      new Uint8Array(read('images.u8')),
      (pixel) => (pixel / 255 - MEAN) / DEVIATION,
    )
    this.labels = new Int32Array(read('labels.i32'))
    this.order = new Int32Array(read('order.i32'))
    this.flat = new Float32Array(read('weights.f32'))
  }

  /** Weight [in, out] and bias [out] of each layer, in their order. */
  weights() {
    let start = 0
    return this.sizes.slice(1).map((outputs, layer) => {
      const inputs = this.sizes[layer]
      const weight = new Float32Array(inputs * outputs)
      for (let i = 0; i < inputs; i++)
        for (let j = 0; j < outputs; j++)
          weight[i * outputs + j] = this.flat[start + j * inputs + i]
      start += inputs * outputs
      const bias = this.flat.slice(start, start + outputs)
      start += outputs
      return { inputs, outputs, weight, bias }
    })
  }

  /** Inputs and one-hot targets of the step's rows. */
  batch(step) {
    return this.rows(this.order.subarray(step * this.batchSize, (step + 1) * this.batchSize))
  }

  /** Those of the rows that the loss after the training is taken on. */
  checked() {
    return this.rows(Int32Array.from({ length: CHECKED_ROWS }, (_, row) => row))
  }

  rows(rows) {
    const inputs = new Float32Array(rows.length * this.features)
    const targets = new Float32Array(rows.length * this.classes)
    rows.forEach((row, i) => {
      const image = this.images.subarray(row * this.features, (row + 1) * this.features)
      inputs.set(image, i * this.features)
      targets[i * this.classes + this.labels[row]] = 1
    })
    return { count: rows.length, inputs, targets }
  }
}
