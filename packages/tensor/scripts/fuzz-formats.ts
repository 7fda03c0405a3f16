/*
 * Reads files with random damage: `pnpm --filter @handwritten/tensor fuzz [files] [seed]`. Each must give
 * the arrays that it holds, or a FormatError; anything else is printed with the file, and ends in exit 1.
 */
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import type * as library from '../src/index'
import { Dice } from './fuzz/dice.ts'
import { mutate } from './fuzz/mutate.ts'
import { type Found, refereeNpy, refereeSafetensors } from './fuzz/referee.ts'

/** One kind of file: whole ones, the reader, and what it should find in a damaged one. */
interface Format {
  readonly files: readonly Uint8Array[]
  read(bytes: Uint8Array): Promise<Record<string, library.Tensor>>
  /** Whether what was read of `bytes`, a damaged form of `whole`, is right. */
  isRight(found: Record<string, library.Tensor>, bytes: Uint8Array, whole: Uint8Array): boolean
}

const { Generator, FormatError, ...tensors } = await load()
const [count, seed] = [process.argv[2] ?? 120_000, process.argv[3] ?? 1].map(Number)
const dice = new Dice(new Generator(seed))

/** The package as it is in src/, which Node alone cannot import. */
async function load(): Promise<typeof library> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/../src/index.ts`],
    bundle: true,
    format: 'esm',
    write: false,
  })
  return await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
}

function isSame(found: library.Tensor | undefined, expected: Found): boolean {
  return (
    found !== undefined &&
    found.shape.join() === expected.shape.join() &&
    found.size === expected.values.length &&
    found.toTypedArray().every((value, i) => Object.is(Number(value), expected.values[i]))
  )
}

function isSameRecord(
  found: Record<string, library.Tensor>,
  expected: Record<string, Found>,
): boolean {
  const names = Object.keys(expected)
  const isComplete = names.length === Object.keys(found).length
  return isComplete && names.every((name) => isSame(found[name], expected[name]))
}

const fixtures = JSON.parse(
  readFileSync(`${import.meta.dirname}/../test/fixtures/formats.json`, 'utf8'),
) as { npy: { bytes: string }[]; npz: { stored: string; packed: string } }
const fromBase64 = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))

const samples = {
  weight: new Generator(seed).normal([12, 16]),
  'layer.bias': tensors.tensor([1, -2, 3], { dtype: 'int32' }),
  image: tensors.tensor([[0, 255]], { dtype: 'uint8' }),
  mask: tensors.tensor([true, false]),
  exact: tensors.tensor(Math.PI, { dtype: 'float64' }),
  none: tensors.zeros([0, 4]),
}

const npzFiles = [...Object.values(fixtures.npz).map(fromBase64), tensors.encodeNpz(samples)]
/** The arrays in each whole archive. Checksums guard them, so a damaged one has no others. */
const inArchive = new Map<Uint8Array, readonly Found[]>()
for (const file of npzFiles) {
  const arrays = Object.values(await tensors.decodeNpz(file))
  inArchive.set(
    file,
    arrays.map((x) => ({ shape: x.shape, values: Array.from(x.toTypedArray(), Number) })),
  )
}

/** A safetensors file of one tensor of a type that is only read. */
function foreign(dtype: string, bytes: Uint8Array, itemSize: number): Uint8Array {
  const shape = [bytes.length / itemSize]
  const header = JSON.stringify({ x: { dtype, shape, data_offsets: [0, bytes.length] } })
  const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer)
  return Uint8Array.of(...length, ...new TextEncoder().encode(header), ...bytes)
}

const formats: Readonly<Record<string, Format>> = {
  npy: {
    files: [
      ...fixtures.npy.map(({ bytes }) => fromBase64(bytes)),
      ...Object.values(samples).map((x) => tensors.encodeNpy(x)),
    ],
    read: async (bytes) => ({ x: tensors.decodeNpy(bytes) }),
    isRight: ({ x }, bytes) => isSame(x, refereeNpy(bytes)),
  },
  npz: {
    files: npzFiles,
    read: tensors.decodeNpz,
    isRight: (found, _, whole) =>
      Object.values(found).every((x) => inArchive.get(whole)?.some((y) => isSame(x, y))),
  },
  safetensors: {
    files: [
      tensors.encodeSafetensors({ tensors: samples, metadata: { format: 'none', note: '"{}' } }),
      foreign('F16', new Uint8Array(Uint16Array.of(0x3e00, 1, 0x7bff, 0xfc00, 0x8000).buffer), 2),
      foreign('BF16', new Uint8Array(Uint16Array.of(0x3fc0, 0xff80, 0x7fc0).buffer), 2),
      foreign('I64', new Uint8Array(BigInt64Array.of(-3n, 2n ** 31n - 1n).buffer), 8),
      foreign('U32', new Uint8Array(Uint32Array.of(7, 8).buffer), 4),
    ],
    read: async (bytes) => tensors.decodeSafetensors(bytes).tensors,
    isRight: (found, bytes) => isSameRecord(found, refereeSafetensors(bytes)),
  },
}

/** 'right', 'refused', or in words what went wrong. */
async function outcome(format: Format, bytes: Uint8Array, whole: Uint8Array): Promise<string> {
  try {
    const found = await format.read(bytes)
    return format.isRight(found, bytes, whole) ? 'right' : 'other arrays than the file holds'
  } catch (error) {
    return error instanceof FormatError ? 'refused' : String(error)
  }
}

let failures = 0
const each = Math.ceil(count / Object.keys(formats).length)
for (const [name, format] of Object.entries(formats)) {
  const counts = { right: 0, refused: 0 }
  for (let i = 0; i < each; i++) {
    const whole = dice.pick(format.files)
    const bytes = mutate(whole, dice)
    const result = await outcome(format, bytes, whole)
    if (result === 'right' || result === 'refused') {
      counts[result]++
      continue
    }
    failures++
    console.error(`${name}: ${result}: ${Buffer.from(bytes).toString('base64')}`)
  }
  console.log(`${name}: ${each} files, ${counts.right} read right, ${counts.refused} refused`)
}
console.log(failures === 0 ? 'nothing else' : `${failures} failures`)
process.exitCode = failures === 0 ? 0 : 1
