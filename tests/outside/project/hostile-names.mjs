// Gives every reader names that would change the prototype of all objects, or lead out of a folder.
import { ConfusionMatrix, Mean } from '@handwritten/metrics'
import { DataLoader, ImageDataset } from '@handwritten/mnist-data'
import { Linear, Sequential, SGD } from '@handwritten/nn'
import * as t from '@handwritten/tensor'

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '../../etc/passwd',
  '/etc/passwd',
  'C:\\x',
  '',
]
const properties = () => JSON.stringify(Reflect.ownKeys(Object.prototype).map(String))
const before = properties()
const faults = []

/** What `read` gives holds `name` as its own and nothing else, or `read` fails by name. */
async function attempt(what, name, read) {
  try {
    const result = await read()
    const ownNames = result === undefined ? [name] : Object.keys(result)
    if (ownNames.join() !== name) faults.push(`${what} read ${name} as ${ownNames.join()}`)
    if (result !== undefined && ![Object.prototype, null].includes(Object.getPrototypeOf(result)))
      faults.push(`${what} changed the prototype of its result by ${name}`)
  } catch (error) {
    if (typeof error.code !== 'string') faults.push(`${what} with ${name}: ${error.stack}`)
  }
  if (properties() !== before) faults.push(`${what} changed all objects by ${name}`)
}

/** A record with `name` as its own property, also where that is __proto__. */
const record = (name, value) => Object.fromEntries([[name, value]])

function safetensors(header) {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + 4)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 8)
  return bytes
}

const blank = new ImageDataset({
  images: t.zeros([4, 2, 2], { dtype: 'uint8' }),
  labels: t.zeros([4], { dtype: 'int32' }),
  classes: ['only'],
  name: 'blank',
})

for (const name of NAMES) {
  const key = JSON.stringify(name)
  const entry = '{"dtype":"F32","shape":[1],"data_offsets":[0,4]}'
  await attempt(
    'decodeSafetensors',
    name,
    () => t.decodeSafetensors(safetensors(`{${key}:${entry}}`)).tensors,
  )
  await attempt(
    'safetensors there and back',
    name,
    () => t.decodeSafetensors(t.encodeSafetensors({ tensors: record(name, t.ones([1])) })).tensors,
  )
  await attempt('npz there and back', name, async () =>
    t.decodeNpz(t.encodeNpz(record(name, t.ones([1])))),
  )
  const state = JSON.parse(`{${key}:{"polluted":true}}`)
  await attempt(
    'Module.loadStateDict',
    name,
    () => void new Sequential(new Linear(2, 2)).loadStateDict(record(name, t.ones([1]))),
  )
  const layer = new Linear(2, 2)
  await attempt(
    'Optimizer.loadStateDict',
    name,
    () => void new SGD(layer.parameters(), { lr: 1 }).loadStateDict(state),
  )
  await attempt(
    'DataLoader.loadStateDict',
    name,
    () => void new DataLoader(blank, { batchSize: 2 }).loadStateDict(state),
  )
  await attempt('Mean.from', name, () => void Mean.from(state))
  await attempt('ConfusionMatrix.from', name, () => void ConfusionMatrix.from(state))
}
console.log(JSON.stringify(faults))
