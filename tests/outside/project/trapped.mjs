// Loads, trains, saves, goes on, exports and predicts where every way out is trapped; then asks for a download.
import dgram from 'node:dgram'
import dns from 'node:dns'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as metrics from '@handwritten/metrics'
import * as data from '@handwritten/mnist-data'
import * as nn from '@handwritten/nn'
import * as tensor from '@handwritten/tensor'
import { study } from './study.mjs'

const tried = []
function trapped(name) {
  tried.push(name)
  throw new TypeError(`${name} is trapped`)
}
net.Socket.prototype.connect = () => trapped('connect')
dgram.createSocket = () => trapped('createSocket')
dns.lookup = () => trapped('lookup')
globalThis.fetch = async () => trapped('fetch')
globalThis.WebSocket = class {
  constructor() {
    trapped('WebSocket')
  }
}

const folder = mkdtempSync(join(tmpdir(), 'handwritten-trapped-'))
const { train, test } = await data.loadMnist({ cacheDir: folder })
await study({ metrics, data, nn, tensor }, 2)

const rows = Array.from({ length: 640 }, (_, row) => row)
const recipe = { ...nn.recipes.seed, sizes: [784, 16, 10], epochs: 1 }
const makeTrainer = () =>
  nn.createTrainer(recipe, {
    generator: new tensor.Generator(1),
    train: new data.DataLoader(data.subset(train, rows.slice(0, 640)), { batchSize: 64, seed: 1 }),
    test: new data.DataLoader(data.subset(test, rows.slice(0, 100)), { batchSize: 100 }),
  })
const trainer = makeTrainer()
const file = join(folder, 'run.safetensors')
for await (const event of trainer.fit()) {
  if (event.type === 'step' && event.step === 5) await nn.saveCheckpoint(trainer, file)
}
await nn.loadCheckpoint(makeTrainer(), file)
const { model } = trainer.options
nn.exportOnnx(model, { inputShape: [784] })
nn.exportModule(model, { inputFeatures: 784 })
const triedByItself = [...tried]

const download = data.loadDataset('kmnist', { cacheDir: folder })
const error = await download.then(
  () => null,
  ({ code }) => code,
)
rmSync(folder, { recursive: true })
console.log(JSON.stringify({ triedByItself, triedWhenAsked: tried.length > 0, error }))
