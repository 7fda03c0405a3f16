import { afterAll, describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { type FunctionName, type Kind, type ValidCall, validCalls } from './valid-calls'

const backend = t.currentBackend()
afterAll(() => t.setBackend(backend))

/** A value of every type, with the kinds of parameters that may accept it. */
const values: readonly [name: string, value: unknown, acceptedBy: readonly Kind[]][] = [
  ['null', null, []],
  ['NaN', Number.NaN, ['operand', 'scalar', 'nested']],
  ['Infinity', Number.POSITIVE_INFINITY, ['operand', 'scalar', 'nested']],
  ['-1', -1, ['operand', 'scalar', 'nested', 'number']],
  ['0.5', 0.5, ['operand', 'scalar', 'nested', 'number']],
  ['true', true, ['operand', 'scalar', 'nested']],
  ["'3'", '3', []],
  ['1n', 1n, []],
  ['a symbol', Symbol('s'), []],
  ['[]', [], ['tensors', 'nested', 'shape']],
  ['[1, 2]', [1, 2], ['nested', 'shape']],
  ["['a']", ['a'], []],
  ['[undefined]', [undefined], []],
  ['{}', {}, ['options']],
  ['an object without prototype', Object.create(null), ['options']],
  ['a function', () => 1, ['function']],
  ['a Map', new Map(), []],
  ['a Date', new Date(0), []],
  ['a promise', Promise.resolve(1), []],
  ['an ArrayBuffer', new ArrayBuffer(8), []],
  ['an Int16Array', new Int16Array(2), ['nested']],
  ['a BigInt64Array', new BigInt64Array(2), ['nested']],
  ['a Float32Array', new Float32Array(2), ['nested', 'bytes']],
  ['a tensor', t.ones([2, 2]), ['operand', 'tensor']],
]

/** Values that a parameter accepts beside those of its kind. */
const alsoAccepted: Readonly<Record<string, readonly string[]>> = {
  'encodeNpz 0': ['{}', 'an object without prototype'],
  'linear 2': ['null'],
  'conv2d 2': ['null'],
  'convTranspose2d 2': ['null'],
  'avgPool2d 1': ['[1, 2]'],
  'maxPool2d 1': ['[1, 2]'],
  'adaptiveAvgPool2d 1': ['[1, 2]'],
  'adaptiveMaxPool2d 1': ['[1, 2]'],
  'roll 1': ['[]', '[1, 2]'],
  'pad 1': ['[]'],
  'defineOperation name': ["'3'"],
}

/** How a call ended: whether it returned, and if not, whether it threw an error of the package. */
async function outcome(call: () => unknown): Promise<'returned' | 'refused' | string> {
  try {
    const result = call()
    if (result instanceof Promise) await result
    return 'returned'
  } catch (error) {
    const isOurs = error instanceof t.TensorError && /^[^\n]+: [^\n]+$/.test(error.message)
    return isOurs ? 'refused' : `threw ${String(error)}`
  }
}

type Call = (...args: unknown[]) => unknown

function testArguments(name: string, call: Call, valid: ValidCall): void {
  const plain = () => valid().map(([value]) => value)

  it('succeeds with valid arguments', async () => {
    expect(await outcome(() => call(...plain()))).toBe('returned')
  })

  it('refuses an extra argument', async () => {
    expect(await outcome(() => call(...plain(), 1))).toBe('refused')
  })

  it('throws no error of another kind without arguments', async () => {
    expect(['returned', 'refused']).toContain(await outcome(() => call()))
  })

  valid().forEach(([, kind], i) => {
    it(`refuses values of the wrong type as argument ${i}`, async () => {
      const wrong: string[] = []
      for (const [label, value, acceptedBy] of values) {
        const found = await outcome(() => call(...plain().with(i, value)))
        const accepted =
          acceptedBy.includes(kind) || alsoAccepted[`${name} ${i}`]?.includes(label) === true
        const isRight = found === 'refused' || (accepted && found === 'returned')
        if (!isRight) wrong.push(`${label}: ${found}`)
      }
      expect(wrong).toEqual([])
    })
    if (kind === 'options') testOptions(name, call, valid, i)
  })
}

/** Values that no option accepts, except those of `alsoAccepted`. */
const noOption = ["'3'", '1n', 'a symbol', 'a Map', 'a Date', 'a promise']

function testOptions(name: string, call: Call, valid: ValidCall, i: number): void {
  const given = () => valid().map(([value]) => value)
  const calledWith = (change: object) => () => {
    const args = given()
    return call(...args.with(i, { ...(args[i] as object), ...change }))
  }

  it('refuses an unknown option, and names it', async () => {
    const unknown = async () => calledWith({ unheardOf: 1 })()
    await expect(unknown()).rejects.toThrow(t.ValueError)
    await expect(unknown()).rejects.toThrow("unknown option 'unheardOf'")
  })

  it.each(Object.keys(given()[i] as object))('refuses wrong values of option %s', async (key) => {
    const wrong: string[] = []
    for (const [label, value] of values) {
      const found = await outcome(calledWith({ [key]: value }))
      const refusing = noOption.includes(label) && !alsoAccepted[`${name} ${key}`]?.includes(label)
      const isRight = found === 'refused' || (found === 'returned' && !refusing)
      if (!isRight) wrong.push(`${label}: ${found}`)
    }
    expect(wrong).toEqual([])
  })
}

const library = new Map<string, unknown>(Object.entries(t))
const functions = Object.keys(validCalls) as FunctionName[]

it('has a valid call for every exported function', () => {
  const classes = Object.entries(t).filter(([, value]) => /^class /.test(String(value)))
  const objects = Object.entries(t).filter(([, value]) => typeof value === 'object')
  const others = new Set([...classes, ...objects].map(([name]) => name))
  expect(functions.toSorted()).toEqual(
    Object.keys(t)
      .filter((name) => !others.has(name))
      .sort(),
  )
})

describe.each(functions)('%s', (name) => {
  testArguments(name, library.get(name) as Call, validCalls[name])
})

const generatorMethods: Record<string, ValidCall> = {
  split: () => [],
  jump: () => [[1, 'number']],
  uniform: () => [
    [[2], 'shape'],
    [{ low: 0, high: 1, dtype: 'float64' }, 'options'],
  ],
  normal: () => [
    [[2], 'shape'],
    [{ mean: 0, std: 1, dtype: 'float64' }, 'options'],
  ],
  integers: () => [
    [[2], 'shape'],
    [0, 'number'],
    [3, 'number'],
  ],
  permutation: () => [[3, 'number']],
  bernoulli: () => [
    [[2], 'shape'],
    [0.5, 'number'],
  ],
  choice: () => [
    [t.ones([3]), 'tensor'],
    [2, 'number'],
    [{ replace: false }, 'options'],
  ],
}

describe.each(Object.keys(generatorMethods))('Generator.%s', (name) => {
  const call = (...args: unknown[]) => {
    const generator = new t.Generator(1) as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >
    return generator[name](...args)
  }
  testArguments(name, call, generatorMethods[name])
})

const tensorMethods: Record<string, ValidCall> = {
  item: () => [],
  toArray: () => [],
  toTypedArray: () => [],
  detach: () => [],
  backward: () => [
    [t.ones([1, 1]), 'tensor'],
    [{ retainGraph: true, createGraph: false }, 'options'],
  ],
  add: () => [[1, 'operand']],
  subtract: () => [[1, 'operand']],
  multiply: () => [[1, 'operand']],
  divide: () => [[1, 'operand']],
  matmul: () => [[t.ones([1, 1]), 'operand']],
  sum: () => [[{ axis: 0, keepdims: true }, 'options']],
  mean: () => [[{ axis: 0, keepdims: true }, 'options']],
  reshape: () => [[[1], 'shape']],
  slice: () => [[[0], 'shape']],
  astype: () => [['int32', 'other']],
}

describe.each(Object.keys(tensorMethods))('Tensor.%s', (name) => {
  const call = (...args: unknown[]) => {
    const x = t.tensor([[1]], { requiresGrad: true })
    const y = t.multiply(x, 2) as unknown as Record<string, (...args: unknown[]) => unknown>
    return y[name](...args)
  }
  testArguments(name, call, tensorMethods[name])
})

describe.each([
  ['Generator', (...args: unknown[]) => new t.Generator(...(args as [number]))],
  ['Storage', (...args: unknown[]) => new t.Storage(...(args as [Float32Array, 'float32']))],
  [
    'Tensor',
    (...args: unknown[]) => new t.Tensor(...(args as ConstructorParameters<typeof t.Tensor>)),
  ],
  [
    'SparseRows',
    (...args: unknown[]) =>
      new t.SparseRows(...(args as ConstructorParameters<typeof t.SparseRows>)),
  ],
])('new %s', (_, construct) => {
  it('refuses a call without arguments and values of the wrong type', async () => {
    expect(await outcome(() => construct())).toBe('refused')
    const wrong: string[] = []
    for (const [label, value] of values) {
      if (label === '-1') continue
      for (const args of [[value], [value, value]]) {
        const found = await outcome(() => construct(...args))
        if (found !== 'refused') wrong.push(`${label}: ${found}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
