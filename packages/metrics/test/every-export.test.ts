import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import * as metrics from '../src/index'

/*
 * Every export is called in plain JavaScript: without arguments, with each argument replaced by each of
 * many wrong values, with one argument more, and with an unknown option. It either works or throws an
 * error of this package, never a TypeError, and what cannot be meant always throws.
 */

const matrix = () => new metrics.ConfusionMatrix({ classes: 2 }).update([0, 1], [0, 1])

/** A tensor of another package, by structure. */
const tensor = (values: readonly number[], shape = [values.length], Type = Float32Array) => ({
  shape,
  toTypedArray: () => Type.from(values),
})

/** How each class is made and what it takes in; how each function is called. */
const classes: Readonly<
  Record<string, readonly [made: readonly unknown[], batch: readonly unknown[]]>
> = {
  Accuracy: [
    [],
    [
      [0, 1],
      [0, 0],
    ],
  ],
  AUROC: [
    [{ classes: 2 }],
    [
      [0, 1],
      [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
    ],
  ],
  AveragePrecision: [
    [{ classes: 2 }],
    [
      [0, 1],
      [0.5, 0.5, 0.25, 0.75],
    ],
  ],
  BrierScore: [
    [{ classes: 2 }],
    [
      [0, 1],
      [0.5, 0.5, 0.25, 0.75],
    ],
  ],
  ConfusionMatrix: [
    [{ classes: 2 }],
    [
      [0, 1],
      [0, 0],
    ],
  ],
  Ema: [[{ decay: 0.9 }], [[1, 2]]],
  ExpectedCalibrationError: [
    [{ classes: 2, bins: 4 }],
    [
      [0, 1],
      [0.5, 0.5, 0.25, 0.75],
    ],
  ],
  LogLoss: [
    [{ classes: 2 }],
    [
      [0, 1],
      [0.5, 0.5, 0.25, 0.75],
    ],
  ],
  Mean: [[], [[1, 2], 3]],
  MeanAbsoluteError: [
    [],
    [
      [1, 2],
      [2, 4],
    ],
  ],
  MeanSquaredError: [
    [],
    [
      [1, 2],
      [2, 4],
    ],
  ],
  R2Score: [
    [],
    [
      [1, 2],
      [2, 4],
    ],
  ],
  Throughput: [[{ halfLife: 5 }], [9, 3]],
  TimeLeft: [[{ total: 99, halfLife: 5 }], [9, 3]],
  TopKAccuracy: [
    [{ classes: 2, k: 1 }],
    [
      [0, 1],
      [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
    ],
  ],
}
const functions: Readonly<Record<string, () => readonly unknown[]>> = {
  argmax: () => [[0.25, 0.75], { classes: 2 }],
  classificationReport: () => [matrix(), { names: ['a', 'b'], digits: 3, zeroDivision: 1 }],
  confusionTable: () => [matrix(), { names: ['a', 'b'] }],
}

const wrong: readonly unknown[] = [
  ...[undefined, null, Number.NaN, -1, 0.5, 7, 1n, '', 'text', true, Symbol('s')],
  ...[{}, { dim: 1 }, [], [1], [[1]], [null], () => {}, new Date(0), new Map(), /x/],
  ...[new Float32Array(2), tensor([1, 2, 3, 4], [1, 2, 2]), { shape: 1, toTypedArray: 2 }],
]

type Made = { update(...batch: unknown[]): { compute(): unknown } }
type Class = { new (...args: unknown[]): Made; from(...args: unknown[]): Made }
const classOf = (name: string) => metrics[name as keyof typeof metrics] as unknown as Class
const functionOf = (name: string) =>
  metrics[name as keyof typeof metrics] as unknown as (...args: unknown[]) => unknown

/** Whether a call works; what it throws must be an error of this package. */
function works(what: string, call: () => unknown): boolean {
  try {
    call()
    return true
  } catch (error) {
    if (!(error instanceof metrics.MetricError))
      throw new Error(`${what}: ${error}`, { cause: error })
    return false
  }
}

const shown = (value: unknown) =>
  typeof value === 'symbol'
    ? 'a symbol'
    : JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v))

/** Calls with each argument replaced by each wrong value. */
function replaceEach(
  what: string,
  args: readonly unknown[],
  call: (args: unknown[]) => unknown,
): void {
  for (const [place] of args.entries()) {
    for (const value of wrong) {
      const replaced = args.map((arg, i) => (i === place ? value : arg))
      works(`${what} with ${shown(value)} as argument ${place}`, () => call(replaced))
    }
  }
}

it('has every export here', () => {
  const exported = Object.keys(metrics).filter(
    (name) => !/[a-z]Error$/.test(name) || name in classes,
  )
  const errors = ['MeanAbsoluteError', 'MeanSquaredError', 'ExpectedCalibrationError']
  expect([...Object.keys(classes), ...Object.keys(functions)].sort()).toEqual(exported.sort())
  for (const name of errors) expect(classes[name]).toBeDefined()
})

describe.each(Object.entries(classes))('%s', (name, [made, batch]) => {
  const make = (args: readonly unknown[] = made) => new (classOf(name))(...args)

  it('takes what it should', () => {
    expect(works(name, () => make().update(...batch))).toBe(true)
  })

  it('works or throws an error of the package whatever it is given', () => {
    works(`new ${name}()`, () => make([]))
    works(`${name}.update()`, () => make().update())
    works(`${name}.from()`, () => classOf(name).from())
    replaceEach(`new ${name}`, made, (args) => make(args))
    replaceEach(`${name}.update`, batch, (args) => make().update(...args))
    replaceEach(`${name}.from`, [null], (args) => classOf(name).from(...args))
    const [options] = made
    if (options === undefined) return
    for (const key of Object.keys(options as object)) {
      for (const value of wrong) {
        works(`new ${name} with ${shown(value)} as ${key}`, () =>
          make([{ ...(options as object), [key]: value }]),
        )
      }
    }
  })

  it('refuses one argument more and unknown options', () => {
    for (const extra of [1, undefined, {}]) {
      expect(works(name, () => make([...made, extra]))).toBe(false)
      expect(works(name, () => make().update(...batch, extra))).toBe(false)
    }
    if (made.length === 0) return
    expect(works(name, () => make([{ ...(made[0] as object), numClasses: 3 }]))).toBe(false)
    for (const value of [2, 'text', [], null, new Map()])
      expect(works(name, () => make([value]))).toBe(false)
  })

  it('leaves its state as it was when a batch is refused', () => {
    const metric = make().update(...batch) as unknown as Made & { toJSON(): unknown }
    const before = JSON.stringify(metric.toJSON())
    replaceEach(name, batch, (args) => {
      const now = JSON.stringify(metric.toJSON())
      try {
        metric.update(...args)
      } catch (error) {
        expect(JSON.stringify(metric.toJSON())).toBe(now)
        throw error
      }
    })
    expect(before).not.toBe('')
  })
})

describe.each(Object.keys(functions))('%s', (name) => {
  const args = functions[name]

  it('works or throws an error of the package whatever it is given', () => {
    expect(works(name, () => functionOf(name)(...args()))).toBe(true)
    works(`${name}()`, () => functionOf(name)())
    replaceEach(name, args(), (replaced) => functionOf(name)(...replaced))
    expect(works(name, () => functionOf(name)(...args(), 1))).toBe(false)
    const [first, options] = args()
    const unknown = { ...(options as object), axis: 1 }
    expect(works(name, () => functionOf(name)(first, unknown))).toBe(false)
  })
})

it('names an unknown option and the nearest right one', () => {
  const make = () => new metrics.ConfusionMatrix({ classes: 2, clases: 3 } as never)
  expect(make).toThrow("ConfusionMatrix: unknown option 'clases', did you mean 'classes'?")
})

describe('tensors and arrays of other realms', () => {
  const foreign = (values: readonly number[]) =>
    runInNewContext('Float32Array.from(values)', { values: [...values] }) as Float32Array

  it('give the figures of arrays', () => {
    const scores = [0.125, 0.875, 0.75, 0.25, 0.5, 0.5].map(Math.fround)
    const labels = [1, 0, 0]
    for (const name of [
      'LogLoss',
      'BrierScore',
      'AUROC',
      'TopKAccuracy',
      'ExpectedCalibrationError',
    ]) {
      const options = { classes: 2, ...(name === 'TopKAccuracy' && { k: 1 }) }
      const result = (given: unknown, of: unknown) =>
        new (classOf(name))(options).update(given, of).compute()
      const expected = result(labels, Float32Array.from(scores))
      expect(result(tensor(labels), tensor(scores, [3, 2]))).toEqual(expected)
      expect(result(foreign(labels), foreign(scores))).toEqual(expected)
    }
    const right = new metrics.Accuracy().update(tensor(labels), tensor([1, 0, 1])).compute()
    expect(right).toBe(2 / 3)
    expect(new metrics.Mean().update(tensor([1, 2, 6])).compute()).toBe(3)
    const error = new metrics.MeanSquaredError().update(
      tensor([1, 2], [1, 2]),
      tensor([3, 2], [1, 2]),
    )
    expect(error.compute()).toBe(2)
    expect([...metrics.argmax(tensor(scores, [3, 2]), { classes: 2 })]).toEqual([1, 0, 0])
  })

  it('are refused where their shapes do not belong together', () => {
    const flat = tensor([1, 0])
    const wide = tensor([1, 0, 0, 1], [2, 2])
    expect(() => new metrics.Accuracy().update(wide, wide)).toThrow(metrics.InputError)
    expect(() =>
      new metrics.LogLoss({ classes: 3 }).update([0, 1], tensor([1, 0, 0, 1, 0, 0], [3, 2])),
    ).toThrow('LogLoss.update: scores must be a tensor [samples, 3], got [3, 2]')
    expect(() => new metrics.R2Score().update(flat, tensor([1, 0], [2, 1]))).toThrow(
      'R2Score.update: targets and predictions differ in shape: [2] against [2, 1]',
    )
  })
})
