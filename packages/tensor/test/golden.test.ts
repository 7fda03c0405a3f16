import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as library from '../src/index'
import {
  arange,
  type DType,
  eye,
  linspace,
  type Operand,
  type Tensor,
  TensorError,
  tensor,
} from '../src/index'
import { onEachBackend } from './support/backends'

interface GoldenArray {
  dtype: DType | 'int64'
  shape: number[]
  data: (number | boolean | string)[]
}

type GoldenArgument = GoldenArray | GoldenArray[] | number

interface GoldenCase {
  op: string
  args: GoldenArgument[]
  options: Record<string, unknown>
  result?: GoldenArray
  error?: string
}

/** Both made with NumPy: `tensor.json` is given, `tensor-more.json` holds further shapes and dtypes. */
function read(name: string): GoldenCase[] {
  const file = new URL(`./fixtures/${name}`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: GoldenCase[] }).cases
}

type Floats = 'float64' | 'float32'

function localDType(dtype: GoldenArray['dtype'], floats: Floats): DType {
  if (dtype === 'int64') return 'int32'
  return dtype === 'float64' ? floats : dtype
}

function argument(arg: GoldenArgument, floats: Floats): Operand | Tensor[] {
  if (typeof arg === 'number') return arg
  if (Array.isArray(arg)) return arg.map((each) => argument(each, floats) as Tensor)
  const { dtype, shape, data } = arg
  return tensor(data.map(Number), { shape, dtype: localDType(dtype, floats) })
}

/** Options whose value every call needs stand after the arrays, in this order. */
const positional: Record<string, string[]> = {
  reshape: ['shape'],
  broadcastTo: ['shape'],
  permuteDims: ['axes'],
  slice: ['spec'],
  roll: ['shift'],
  pad: ['width'],
  oneHot: ['depth'],
  astype: ['dtype'],
}

type Call = (...args: unknown[]) => Tensor

const operations = new Map<string, unknown>(Object.entries(library))

function run({ op, args, options }: GoldenCase, floats: Floats): Tensor {
  const {
    start = 0,
    stop = 0,
    step = 1,
    num = 0,
    rows = 0,
    columns = 0,
    k = 0,
  } = options as Record<string, number>
  if (op === 'arange') return arange(start, stop, { step, dtype: floats })
  if (op === 'linspace') return linspace(start, stop, num, { dtype: floats })
  if (op === 'eye') return eye(rows, columns, { k, dtype: floats })
  const names = positional[op] ?? []
  const values = names.map((name) => options[name])
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)))
  if (op === 'oneHot') rest.dtype = floats
  if (op === 'astype' && floats === 'float32') values[0] = 'float32'
  const call = operations.get(op) as Call
  return call(...args.map((arg) => argument(arg, floats)), ...values, rest)
}

const bounds = {
  float64: { relative: 1e-10, absolute: 1e-12 },
  float32: { relative: 1.3e-6, absolute: 1e-5 },
}

function expectGolden(found: Tensor, expected: GoldenArray, floats: Floats): void {
  expect(found.shape).toEqual(expected.shape)
  expect(found.dtype).toBe(localDType(expected.dtype, floats))
  const { relative, absolute } = bounds[floats]
  const wanted = expected.data.map(Number)
  Array.from(found.toTypedArray()).forEach((value, i) => {
    if (Object.is(value, wanted[i]) || value === wanted[i]) return
    const allowed = absolute + relative * Math.abs(wanted[i])
    expect(Math.abs(value - wanted[i]), `element ${i}: ${value} for ${wanted[i]}`).toBeLessThan(
      allowed,
    )
  })
}

/** Whether no number of the case overflows in that dtype. */
function fits({ args }: GoldenCase, floats: Floats): boolean {
  const numbers = args
    .flat()
    .flatMap((arg) => (typeof arg === 'number' ? [arg] : arg.data.map(Number)))
  const largest = Math.max(0, ...numbers.filter(Number.isFinite).map(Math.abs))
  return floats === 'float64' || Number.isFinite(Math.fround(largest))
}

onEachBackend(() => {
  describe.each<[string, Floats]>([
    ['tensor.json', 'float64'],
    ['tensor.json', 'float32'],
    ['tensor-more.json', 'float64'],
  ])('%s in %s', (file, floats) => {
    const cases = read(file).filter((golden) => fits(golden, floats))
    it.each(cases.map((golden, i) => [i, golden.op, golden] as const))(
      '%i: %s',
      (_, __, golden) => {
        if (golden.result === undefined) {
          expect(() => run(golden, floats)).toThrow(TensorError)
          expect(() => run(golden, floats)).toThrow(new RegExp(`^${golden.op}: `))
        } else {
          expectGolden(run(golden, floats), golden.result, floats)
        }
      },
    )
  })
})
