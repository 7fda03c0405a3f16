import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Tensor } from '../../src/index'
import * as t from '../../src/index'

const folder = import.meta.dirname
const checks = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts') && name !== 'every-operation.test.ts')
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n')

const functions = Object.entries(t).flatMap(([name, value]) =>
  typeof value === 'function' && /^[a-z]/.test(name) ? [name] : [],
)

const x = t.tensor([[1.5, 2]], { requiresGrad: true })

/** Operations on floats through which no gradient flows: each gives values alone. */
const flat: Record<string, () => Tensor> = {
  all: () => t.all(x),
  any: () => t.any(x),
  argmax: () => t.argmax(x),
  argmin: () => t.argmin(x),
  argsort: () => t.argsort(x),
  equal: () => t.equal(x, 2),
  greater: () => t.greater(x, 2),
  greaterEqual: () => t.greaterEqual(x, 2),
  isfinite: () => t.isfinite(x),
  isinf: () => t.isinf(x),
  isnan: () => t.isnan(x),
  less: () => t.less(x, 2),
  lessEqual: () => t.lessEqual(x, 2),
  logicalAnd: () => t.logicalAnd(x, 2),
  logicalNot: () => t.logicalNot(x),
  logicalOr: () => t.logicalOr(x, 2),
  logicalXor: () => t.logicalXor(x, 2),
  nonzero: () => t.nonzero(x),
  notEqual: () => t.notEqual(x, 2),
  onesLike: () => t.onesLike(x),
  zerosLike: () => t.zerosLike(x),
}

/** What takes no floats to differentiate by, or is no operation. */
const others = [
  ...['arange', 'eye', 'fromTypedArray', 'full', 'linspace', 'ones', 'tensor', 'zeros'],
  ...['gatherRows', 'oneHot', 'adamUpdate', 'sgdUpdate', 'copyInto', 'exchange', 'fill'],
  ...['decodeNpy', 'decodeNpz', 'decodeSafetensors', 'encodeNpy', 'encodeNpz', 'encodeSafetensors'],
  ...['currentBackend', 'setBackend', 'threadsInUse', 'useThreads', 'capture'],
  ...['defineOperation', 'grad', 'gradCheck', 'noGrad', 'valueAndGrad'],
]

describe('every function', () => {
  it.each(functions)('%s has its gradient checked, or none to check', (name) => {
    const hasCheck = new RegExp(`\\bt\\.${name}\\b`).test(checks)
    expect([hasCheck, name in flat || others.includes(name)]).toContainEqual(true)
  })

  it.each(Object.entries(flat))('%s passes no gradient on', (_, operation) => {
    expect(operation().requiresGrad).toBe(false)
  })

  it('that is listed here is there', () => {
    expect([...Object.keys(flat), ...others].filter((name) => !functions.includes(name))).toEqual(
      [],
    )
  })
})
