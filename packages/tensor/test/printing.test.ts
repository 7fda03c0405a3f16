import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { arange, type DType, reshape, slice, tensor } from '../src/index'

interface Printed {
  dtype: DType
  shape: number[]
  data: (number | boolean | string)[]
  text: string
}

/** Chosen by hand, and what `python3 scripts/numpy/prints.py 96 1` draws. */
const cases = ['printing.json', 'printing-random.json'].flatMap((name) => {
  const file = new URL(`./fixtures/${name}`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Printed[] }).cases
})

const words: Record<string, number> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
}

describe('printing', () => {
  it.each(cases.map((printed, i) => [i, printed] as const))('as NumPy does: %i', (_, printed) => {
    const { dtype, shape, data, text } = printed
    const values = data.map((value) => Number(words[value as string] ?? value))
    const body = `tensor(${text}, dtype=${dtype}, shape=[${shape.join(', ')}])`
    expect(String(tensor(values, { dtype, shape }))).toBe(body)
  })

  it('shows a view as the copy of its elements', () => {
    const x = reshape(arange(12), [3, 4])
    const part = slice(x, [
      [null, null, -2],
      [1, 3],
    ])
    expect(String(part)).toBe(String(tensor(part.toArray())))
  })

  it('is what Node shows', () => {
    expect(inspect(tensor([1, 2]))).toBe('tensor([1., 2.], dtype=float32, shape=[2])')
  })
})

describe('JSON.stringify of a tensor', () => {
  it('gives its value as nested arrays', () => {
    const x = tensor([
      [1.5, 2],
      [3, 4],
    ])
    expect(JSON.stringify({ x })).toBe('{"x":[[1.5,2],[3,4]]}')
    expect(JSON.stringify(tensor([true, false]))).toBe('[true,false]')
    expect(JSON.stringify(tensor(3))).toBe('3')
    expect(JSON.stringify(slice(x, [[], 0]))).toBe('[1.5,3]')
  })
})
