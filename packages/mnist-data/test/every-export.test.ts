import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Generator, TensorError, tensor, zeros } from '@handwritten/tensor'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import * as data from '../src/index'
import { idxBytes } from './support/idx-bytes'
import { numberedDataset } from './support/numbered-dataset'
import { smallArchives, smallFiles } from './support/small-set'

/*
 * Every export is called in plain JavaScript: without arguments, with each argument replaced by each of
 * many wrong values, with one argument more, and with an unknown option. It either works or throws an
 * error of the packages, never a TypeError, and what cannot be meant always throws.
 */

/** Registers a test only where it applies. */
function itWhere(applies: boolean): (name: string, test: () => unknown) => void {
  return applies ? (name, test) => void it(name, test as () => void) : () => undefined
}

const generator = () => new Generator(1)
const set = () => numberedDataset(6)
const picture = {
  width: 4,
  height: 4,
  data: Uint8Array.from({ length: 16 }, (_, i) => (i % 4 === 1 ? 255 : 0)),
}
const png = encode({ ...picture, channels: 1, depth: 8 })
const gz = smallArchives.get('trainLabels.gz') as Uint8Array<ArrayBuffer>

const root = mkdtempSync(join(tmpdir(), 'data-'))
const csv = join(root, 'a.csv')
writeFileSync(csv, '0,1,2,3,4\n1,5,6,7,8\n0,1,2,3,4\n1,5,6,7,8\n')
const idx = join(root, 'idx')
mkdirSync(idx)
writeFileSync(join(idx, 'images-idx3-ubyte'), idxBytes([4, 2, 2], new Uint8Array(16)))
writeFileSync(join(idx, 'labels-idx1-ubyte'), idxBytes([4], Uint8Array.of(0, 1, 0, 1)))
const pictures = join(root, 'pictures')
for (const [place, name] of ['a', 'b', 'a', 'b'].entries()) {
  mkdirSync(join(pictures, name), { recursive: true })
  writeFileSync(join(pictures, name, `${place}.png`), png)
}
const arrays = join(root, 'arrays')
mkdirSync(arrays)
const { encodeNpy } = await import('@handwritten/tensor')
writeFileSync(join(arrays, 'x.npy'), encodeNpy(zeros([4, 2, 2])))
writeFileSync(join(arrays, 'y.npy'), encodeNpy(tensor(Int32Array.of(0, 1, 0, 1))))
const own = { testFraction: 0.5, seed: 1, title: 'own' }

/** Valid arguments of every function and class; the last one has options where there are some. */
const valid: Readonly<Record<string, () => readonly unknown[]>> = {
  cutout: () => [{ size: 2 }],
  elastic: () => [{ sigma: 2, alpha: 3 }],
  noise: () => [{ std: 3 }],
  randomAffine: () => [{ rotate: 10, shift: 1, scale: [0.9, 1.1], shear: 3 }],
  RandomStream: () => [generator()],
  warpAugmentation: () => [() => () => {}],
  gunzip: () => [gz, { limit: 1000, label: 'file' }],
  isGzip: () => [gz],
  sha256: () => [gz],
  ImageDataset: () => {
    const { images, labels, classes, name } = set()
    return [{ images, labels, classes, name }]
  },
  stratifiedSplit: () => [set(), [0.5, 0.5], { seed: 1 }],
  subset: () => [set(), [1, 2], 'name'],
  prepareDigit: () => [png, { memory: 1e8 }],
  prepareImage: () => [png, [28, 28]],
  preparePixels: () => [picture],
  parseIdx: () => [smallFiles.trainLabels, 'file'],
  loadDataset: () => ['mnist', { dir: root, download: false, timeout: 9, cacheDir: false }],
  loadMnist: () => [{ dir: root, download: false, mirrors: [], onWarning: () => {} }],
  loadIdxDataset: () => [{ files: smallFiles, title: 'small', firstLabel: 0, transposed: false }],
  balancedSampler: () => [[0, 1, 1], { perClass: 2 }],
  DataLoader: () => [set(), { batchSize: 2, shuffle: true, seed: 1, flatten: false, sparse: true }],
  Prefetch: () => [new data.DataLoader(set(), { batchSize: 2 }), 2],
  prefetch: () => [new data.DataLoader(set(), { batchSize: 2 }), { depth: 3 }],
  randomSampler: () => [[1, 2, 3]],
  sequentialSampler: () => [3],
  weightedSampler: () => [[1, 2, 3], { count: 9 }],
  digitLines: () => [data.imageAt(set(), 0), { style: 'ascii' }],
  imageAt: () => [set(), 1],
  sheetPng: () => [set().images, { columns: 2, scale: 2, gap: 9 }],
  datasetStatistics: () => [set()],
  loadCsv: () => [csv, own],
  loadIdxFolder: () => [idx, own],
  loadImageFolder: () => [pictures, own],
  loadNpz: () => [arrays, own],
  loadPath: () => [csv, own],
  flatten: () => [],
  normalize: () => [0.5, 0.5],
  oneHot: () => [3],
  compose: () => [data.noise({ std: 1 }), data.normalize()],
  Pipeline: () => [[data.noise({ std: 1 })], [data.normalize()]],
  toFloat: () => [],
}

/** Loads that need the files of MNIST itself, which are not in the folder that is given here. */
const withoutFiles = ['loadDataset', 'loadMnist']
const variadic = ['compose', 'warpAugmentation']
const others = /^(MNIST_.*|datasetNames|.*Error)$/

const wrong: readonly unknown[] = [
  ...[undefined, null, Number.NaN, -1, 0.5, 7, 1n, '', 'text', true, Symbol('s')],
  ...[{}, { dim: 1 }, [], [1], [[1]], [null], () => {}, new Date(0), new Map(), /x/],
  ...[new Float32Array(2), new Int32Array(2), zeros([2, 2]), new Uint8Array(3), set()],
]

async function call(name: string, args: readonly unknown[]): Promise<unknown> {
  const exported = data[name as keyof typeof data] as unknown as {
    (...args: unknown[]): unknown
    new (...args: unknown[]): unknown
  }
  const isClass = /^class /.test(Function.prototype.toString.call(exported))
  return await (isClass ? new exported(...args) : exported(...args))
}

/** Whether a call works; what it throws must be an error of the packages. */
async function works(name: string, args: readonly unknown[], how: string): Promise<boolean> {
  try {
    await call(name, args)
    return true
  } catch (error) {
    if (error instanceof data.DataError || error instanceof TensorError) return false
    throw new Error(`${name} ${how}: ${error}`, { cause: error })
  }
}

function shown(value: unknown): string {
  if (typeof value === 'symbol') return 'a symbol'
  return Array.isArray(value) ? `an array of ${value.length}` : String(value).slice(0, 60)
}

it('has every export here', () => {
  const exported = Object.keys(data).filter((name) => !others.test(name))
  expect(Object.keys(valid).sort()).toEqual(exported.sort())
})

describe.each(Object.keys(valid))('%s', (name) => {
  const isPlain = (value: unknown) =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  const takesOptions = () =>
    valid[name]().length > 0 &&
    isPlain(valid[name]().at(-1)) &&
    !/^(prepare|compose|ImageDataset)/.test(name)

  itWhere(!withoutFiles.includes(name))('takes valid arguments', async () => {
    await call(name, valid[name]())
  })

  it('works or throws an error of the package whatever it is given', async () => {
    if (!withoutFiles.includes(name)) await works(name, [], 'without arguments')
    for (const [place] of valid[name]().entries()) {
      for (const value of wrong) {
        if (withoutFiles.includes(name) && (value === undefined || isPlain(value))) continue
        const args = valid[name]().map((arg, i) => (i === place ? value : arg))
        await works(name, args, `with ${shown(value)} as argument ${place}`)
      }
    }
  })

  itWhere(takesOptions())(
    'works or throws an error of the package whatever its options are',
    async () => {
      const args = valid[name]()
      for (const key of Object.keys(args.at(-1) as object)) {
        for (const value of wrong) {
          if (withoutFiles.includes(name) && value === undefined) continue
          const options = { ...(args.at(-1) as object), [key]: value }
          await works(name, [...args.slice(0, -1), options], `with ${shown(value)} as ${key}`)
        }
      }
    },
  )

  itWhere(!variadic.includes(name))('refuses one argument more', async () => {
    for (const extra of [1, undefined, {}]) {
      expect(await works(name, [...valid[name](), extra], 'with one argument more')).toBe(false)
    }
  })

  itWhere(takesOptions())(
    'refuses an unknown option and options that are no plain object',
    async () => {
      const args = valid[name]()
      const unknown = { ...(args.at(-1) as object), rotation: 10 }
      await expect(call(name, [...args.slice(0, -1), unknown])).rejects.toThrow(
        `unknown option 'rotation'`,
      )
      for (const value of [2, 'text', [], null, true, new Map()]) {
        expect(await works(name, [...args.slice(0, -1), value], `with ${shown(value)}`)).toBe(false)
      }
    },
  )
})

it('names the nearest right option', () => {
  expect(() => data.randomAffine({ rotation: 10 } as never)).toThrow("did you mean 'rotate'?")
  expect(() => new data.DataLoader(set(), { batch_size: 3 } as never)).toThrow(
    "did you mean 'batchSize'?",
  )
})

it('a loader makes batches of row numbers as it gives them', () => {
  const loader = new data.DataLoader(set(), { batchSize: 2 })
  for (const rows of loader.rows()) {
    const { labels } = loader.batch(rows)
    expect(labels.toArray()).toEqual(loader.batch(tensor(rows)).labels.toArray())
  }
  expect(() => loader.batch('rows' as never)).toThrow(data.ValueError)
  expect(() => loader.fill([0], {} as never)).toThrow(data.ValueError)
})
