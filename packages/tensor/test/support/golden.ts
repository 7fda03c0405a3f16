import * as library from '../../src/index'
import {
  arange,
  type DType,
  einsum,
  eye,
  linspace,
  type Operand,
  type Tensor,
  TensorError,
  tensor,
} from '../../src/index'

interface GoldenArray {
  dtype: DType | 'int64'
  shape: number[]
  data: (number | boolean | string)[]
}

type GoldenArgument = GoldenArray | GoldenArray[] | number

/** One call and what NumPy makes of it: a result, several, or an error. */
export interface GoldenCase {
  op: string
  args: GoldenArgument[]
  options: Record<string, unknown>
  result?: GoldenArray
  results?: GoldenArray[] | Record<string, GoldenArray>
  error?: string
  /** The class of NumPy's error. */
  kind?: string
}

/** What stands for float64 when a case is run. */
export type Floats = 'float64' | 'float32'

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
  topK: ['k'],
  slidingWindows: ['size'],
}

type Result = Tensor | Tensor[] | Record<string, Tensor>
type Call = (...args: unknown[]) => Result

const operations = new Map<string, unknown>(Object.entries(library))

function run({ op, args, options }: GoldenCase, floats: Floats): Result {
  const numbers = options as Record<string, number>
  const { start = 0, stop = 0, step = 1, num = 0, rows = 0, columns = 0, k = 0 } = numbers
  const arrays = args.map((arg) => argument(arg, floats))
  if (op === 'arange') return arange(start, stop, { step, dtype: floats })
  if (op === 'linspace') return linspace(start, stop, num, { dtype: floats })
  if (op === 'eye') return eye(rows, columns, { k, dtype: floats })
  if (op === 'einsum') return einsum(String(options.equation), arrays[0] as Tensor[])
  const names = positional[op] ?? []
  const values = names.map((name) => options[name])
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)))
  if (op === 'oneHot') rest.dtype = floats
  if (op === 'astype' && values[0] === 'float64') values[0] = floats
  const given = Object.keys(rest).length > 0 ? [rest] : []
  return (operations.get(op) as Call)(...arrays, ...values, ...given)
}

const bounds = {
  float64: { relative: 1e-10, absolute: 1e-12 },
  float32: { relative: 1.3e-6, absolute: 1e-5 },
}

function arrayDifference(found: Tensor, expected: GoldenArray, floats: Floats): string | null {
  const dtype = localDType(expected.dtype, floats)
  if (found.dtype !== dtype) return `dtype ${found.dtype} for ${dtype}`
  if (found.shape.join() !== expected.shape.join()) {
    return `shape [${found.shape}] for [${expected.shape}]`
  }
  const { relative, absolute } = bounds[dtype === 'float32' ? 'float32' : floats]
  const wanted = expected.data.map(Number)
  const at = Array.from(found.toTypedArray()).findIndex((value, i) => {
    if (Object.is(value, wanted[i]) || value === wanted[i]) return false
    return !(Math.abs(value - wanted[i]) < absolute + relative * Math.abs(wanted[i]))
  })
  return at < 0 ? null : `element ${at}: ${found.toTypedArray()[at]} for ${wanted[at]}`
}

/** The codes that our error may have where NumPy's is of some class; a ValueError can be any of them. */
const codes: Record<string, string[]> = {
  AxisError: ['AXIS'],
  IndexError: ['INDEX'],
  TypeError: ['DTYPE'],
}

function errorDifference(golden: GoldenCase, floats: Floats): string | null {
  try {
    run(golden, floats)
    return `a result where NumPy says: ${golden.error}`
  } catch (error) {
    if (!(error instanceof TensorError)) return `${error} where NumPy says: ${golden.error}`
    if (!error.message.startsWith(`${golden.op}: `)) return `the message '${error.message}'`
    const expected = codes[golden.kind ?? ''] ?? [error.code]
    return expected.includes(error.code) ? null : `a ${error.name} where NumPy has ${golden.kind}`
  }
}

/** How our result differs from NumPy's beyond the bounds, or null. */
export function difference(golden: GoldenCase, floats: Floats): string | null {
  if (golden.error !== undefined) return errorDifference(golden, floats)
  const found = run(golden, floats)
  if (golden.result !== undefined) return arrayDifference(found as Tensor, golden.result, floats)
  const each = found as Record<string, Tensor>
  const parts = Object.entries(golden.results ?? {}).map(([name, expected]) => {
    const part = arrayDifference(each[name], expected, floats)
    return part === null ? null : `${name}: ${part}`
  })
  return parts.find((part) => part !== null) ?? null
}

/** Whether no number of the case overflows in that dtype. */
export function fits({ args }: GoldenCase, floats: Floats): boolean {
  const numbers = args
    .flat()
    .flatMap((arg) => (typeof arg === 'number' ? [arg] : arg.data.map(Number)))
  const largest = Math.max(0, ...numbers.filter(Number.isFinite).map(Math.abs))
  return floats === 'float64' || Number.isFinite(Math.fround(largest))
}
