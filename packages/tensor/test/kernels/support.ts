import fc from 'fast-check'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { supportsRelaxedMadd } from '../../src/backend/wasm/modules/relaxed-madd'
import { compiledKernels } from '../../src/generated/kernels'

type Kernels = {
  readonly [K in keyof typeof compiledKernels]: (...args: number[]) => number
}

/** All compiled kernels on a memory, by name; arguments are in the order of their parameters. */
function kernelsOn(memory: KernelMemory): Kernels {
  const entries = Object.entries(compiledKernels)
  return Object.fromEntries(
    entries.map(([name, kernel]) => [name, memory.kernel(kernel)]),
  ) as unknown as Kernels
}

/** The memory for all tests of a file, and its kernels, in the form that `useForm` chose last. */
export let memory = new KernelMemory({ shared: true, fused: false })
export let kernels = kernelsOn(memory)

/** Products that round twice, and those that round once where the engine can. */
export const forms = supportsRelaxedMadd()
  ? (['two roundings', 'fused'] as const)
  : (['two roundings'] as const)

export function useForm(form: (typeof forms)[number]): void {
  memory = new KernelMemory({ shared: true, fused: form === 'fused' })
  kernels = kernelsOn(memory)
}

/** Runs `body` with a function that places arrays in kernel memory, and frees them afterwards. */
export function withArrays<T>(body: (place: typeof placeArray) => T): T {
  try {
    return body(placeArray)
  } finally {
    for (const address of placed.splice(0)) memory.release(address)
  }
}

const placed: number[] = []

type Numeric = Float32Array | Float64Array | Int32Array | Uint8Array
export type Placed<T> = { address: number; view: T }

/** Copies an array into kernel memory, `slip` elements after an aligned address. */
function placeArray<T extends Numeric>(source: T, slip = 0): Placed<T> {
  const block = memory.allocate(source.byteLength + slip * source.BYTES_PER_ELEMENT)
  placed.push(block)
  const address = block + slip * source.BYTES_PER_ELEMENT
  const view = new (source.constructor as new (b: ArrayBufferLike, o: number, n: number) => T)(
    memory.memory.buffer,
    address,
    source.length,
  )
  view.set(source as never)
  return { address, view }
}

/** Sizes that meet every remainder of blocks of 4 to 64. */
export const size = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 63, 64, 65, 67),
  fc.nat(40),
)

export type Dtype = 'float32' | 'float64'

/** Uniform numbers in [-1, 1), with some of the values that break kernels when `special`. */
export function numbers<D extends Dtype>(
  dtype: D,
  length: number,
  seed: number,
  special = false,
): ArrayOf[D] {
  const values: ArrayOf[Dtype] =
    dtype === 'float32' ? new Float32Array(length) : new Float64Array(length)
  let state = seed | 0
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    values[i] = state / 2 ** 31
    if (special && (state >>> 8) % 23 === 0) values[i] = SPECIAL[(state >>> 13) % SPECIAL.length]
  }
  return values as ArrayOf[D]
}

interface ArrayOf {
  float32: Float32Array<ArrayBuffer>
  float64: Float64Array<ArrayBuffer>
}

const SPECIAL = [Number.NaN, Infinity, -Infinity, 0, -0, 1e-40, -1e-40, 3e38, -3e38, 5e-324]

/** Rounds as the dtype does. */
export function rounding(dtype: Dtype): (x: number) => number {
  return dtype === 'float32' ? Math.fround : (x) => x
}

/** The position and values of the first difference in bits (any NaN equals any NaN), or null. */
export function firstDifference(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
): string | null {
  if (found.length !== expected.length) return `length ${found.length}, not ${expected.length}`
  for (let i = 0; i < found.length; i++) {
    if (!Object.is(found[i], expected[i])) return `[${i}] is ${found[i]}, not ${expected[i]}`
  }
  return null
}

/** max(x, 0) as the kernels take it: NaN stays NaN, and -0 becomes 0. */
export function relu(x: number): number {
  return Math.max(x, 0)
}
