import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import {
  anything,
  boolean,
  type Check,
  callProblem,
  check,
  count,
  countProblem,
  either,
  finite,
  func,
  integer,
  isPlainObject,
  listOf,
  number,
  numberIn,
  oneOf,
  optional,
  options,
  string,
} from '../src/index'

interface ExampleOptions {
  axis?: number | readonly number[]
  keepdims?: boolean
  reduction?: 'mean' | 'sum'
  lr: number
}

const axis = either(integer, listOf(integer))
const exampleOptions = options<ExampleOptions>(
  { axis, keepdims: boolean, reduction: oneOf('mean', 'sum'), lr: number },
  'lr',
)
const signature = { x: finite, options: optional(exampleOptions) }

function problem(...values: unknown[]): string | undefined {
  return callProblem(values, signature)
}

describe('callProblem', () => {
  it('accepts valid arguments, with and without options', () => {
    expect(problem(1)).toBeUndefined()
    expect(problem(1, { lr: 1, axis: [0, 1], keepdims: undefined })).toBeUndefined()
  })

  it('names the argument, what was expected and what was found', () => {
    expect(problem()).toBe('x: expected a finite number, found undefined')
    expect(problem('1')).toBe("x: expected a finite number, found '1'")
  })

  it('counts arguments without checking them', () => {
    expect(countProblem(1, 1)).toBeUndefined()
    expect(countProblem(3, 1)).toBe('expected at most 1 argument, found 3')
  })

  it('refuses extra arguments, undefined included', () => {
    const text = 'expected at most 2 arguments, found 3'
    expect(problem(1, { lr: 1 }, 0)).toBe(text)
    expect(problem(1, undefined, undefined)).toBe(text)
    expect(callProblem([1], {})).toBe('expected at most 0 arguments, found 1')
  })
})

describe('options', () => {
  it.each([
    [1, 'found 1'],
    [null, 'found null'],
    [[0], 'found [0]'],
    ['sum', "found 'sum'"],
    [new Map(), 'found an object of type Map'],
    [() => 1, 'found a function'],
    [Object.create({ lr: 1 }), 'found an object'],
  ])('refuses %o, which is not a plain object', (value, found) => {
    const expected = 'options: expected an object such as { axis, keepdims, reduction }, '
    expect(problem(1, value)).toBe(expected + found)
  })

  it('accepts objects of another realm and without a prototype', () => {
    expect(problem(1, runInNewContext('({ lr: 1, axis: [0] })'))).toBeUndefined()
    expect(problem(1, Object.assign(Object.create(null), { lr: 1 }))).toBeUndefined()
    expect(isPlainObject(runInNewContext('[]'))).toBe(false)
  })

  it.each([
    ['dim', 'axis'],
    ['keepDims', 'keepdims'],
    ['keepdim', 'keepdims'],
    ['learningRate', 'lr'],
    ['learning_rate', 'lr'],
    ['Reduction', 'reduction'],
  ])('suggests the nearest key for %s', (wrong, right) => {
    expect(problem(1, { lr: 1, [wrong]: 1 })).toBe(
      `unknown option '${wrong}', did you mean '${right}'? (options: axis, keepdims, reduction, lr)`,
    )
  })

  it('lists the keys when none is near', () => {
    expect(problem(1, { lr: 1, groups: 4 })).toBe(
      "unknown option 'groups' (options: axis, keepdims, reduction, lr)",
    )
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])('refuses the inherited name %s', (key) => {
    expect(problem(1, { lr: 1, [key]: 1 })).toContain(`unknown option '${key}'`)
  })

  it('refuses values outside their set and absent required options', () => {
    expect(problem(1, { lr: 1, reduction: 'Sum' })).toBe(
      "reduction: expected 'mean' or 'sum', found 'Sum'",
    )
    expect(problem(1, { lr: Number.NaN })).toBe('lr: expected a number, found NaN')
    expect(problem(1, { lr: null })).toBe('lr: expected a number, found null')
    expect(problem(1, {})).toBe('lr: expected a number, found undefined')
  })

  it('does not compile unless every key has a check of its own type', () => {
    // @ts-expect-error keepdims has no check
    options<ExampleOptions>({ axis, reduction: oneOf('mean', 'sum'), lr: number })
    const rest = { axis, keepdims: boolean, lr: number }
    // @ts-expect-error the set lacks a value of the type
    options<ExampleOptions>({ ...rest, reduction: oneOf('mean') })
    // @ts-expect-error the set has a value that the type lacks
    options<ExampleOptions>({ ...rest, reduction: oneOf('mean', 'sum', 'none') })
    // @ts-expect-error the type lacks the key
    options<ExampleOptions>({ ...rest, reduction: oneOf('mean', 'sum'), other: number })
    expect(exampleOptions({ lr: 1 }, 'options')).toBeUndefined()
  })
})

describe('checks of values', () => {
  const cases: [string, Check<unknown>, unknown[], unknown[]][] = [
    ['boolean', boolean as Check<unknown>, [true, false], [0, 'true', null]],
    ['string', string as Check<unknown>, ['', 'a'], [1, null, undefined]],
    ['number', number as Check<unknown>, [0, -1.5, Infinity], [Number.NaN, '1', 1n]],
    ['finite', finite as Check<unknown>, [0, 1e300], [Infinity, Number.NaN, '1']],
    ['integer', integer as Check<unknown>, [0, -3], [0.5, 2 ** 60, '1', Infinity]],
    ['count', count as Check<unknown>, [0, 3], [-1, 0.5]],
    ['numberIn(0, 1)', numberIn(0, 1) as Check<unknown>, [0, 0.5, 1], [-0.1, 1.1, Number.NaN, '0']],
    ['oneOf', oneOf<unknown>('a', 1), ['a', 1], ['A', '1', undefined]],
    ['func', func<() => void>() as Check<unknown>, [() => 1, class {}], [{}, null]],
    ['listOf', listOf(integer) as Check<unknown>, [[], [1, 2]], [[0.5], 1, 'ab', { length: 0 }]],
    ['anything', anything<unknown>(), [undefined, null, 1], []],
    ['check', check<unknown>('a Date', (v) => v instanceof Date), [new Date()], [{}]],
  ]

  it.each(cases)('%s accepts what it names and nothing else', (_, test, right, wrong) => {
    for (const value of right) expect(test(value, 'v')).toBeUndefined()
    for (const value of wrong) expect(test(value, 'v')).toMatch(/^v(\[0\])?: expected .+, found .+/)
  })

  it('describes long values briefly', () => {
    expect(count('x'.repeat(1000), 'v')?.length).toBeLessThan(100)
    expect(count(new Array(1000).fill(0), 'v')).toBe(
      'v: expected an integer from 0, found an array of length 1000',
    )
    expect(count(new Float32Array(3), 'v')).toContain('found an object of type Float32Array')
  })
})
