import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeNpy, encodeNpz, fromTypedArray, permuteDims } from '@handwritten/tensor'
import { encode as encodePng } from 'fast-png'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type DatasetSplits,
  loadCsv,
  loadIdxFolder,
  loadImageFolder,
  loadNpz,
  loadPath,
  type OwnDataOptions,
  prepareImage,
} from '../src/index'
import { idxBytes } from './support/idx-bytes'
import { temporaryFolder } from './support/temporary-folder'

let root: string
let count = 0
beforeEach(() => {
  root = temporaryFolder()
})

/** A folder with these files; names may contain folders. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(root, `${count++}`)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** A picture of one grey level, or of one colour. */
function png(level: number | readonly number[], width = 4, height = 3): Uint8Array {
  const channels = typeof level === 'number' ? [level] : level
  const data = Uint8Array.from(
    { length: width * height * channels.length },
    (_, i) => channels[i % channels.length],
  )
  return encodePng({ width, height, data, channels: channels.length as 1 | 3 })
}

const labels = (set: DatasetSplits['train']) => Array.from(set.labels.toTypedArray())
const pixels = (set: DatasetSplits['train']) => Array.from(set.images.toTypedArray())

describe('loadImageFolder', () => {
  const classes = (...names: string[]) =>
    Object.fromEntries(
      names.flatMap((name, level) =>
        Array.from({ length: 5 }, (_, i) => [`${name}/${i}.png`, png(10 * level + i)]),
      ),
    )

  it('splits the pictures of each class into train and test by a seed', async () => {
    const dir = folderOf(classes('cat', 'dog', 'emu'))
    const { train, test } = await loadImageFolder(dir)
    expect([train.length, test.length]).toEqual([12, 3])
    expect(train.classes).toEqual(['cat', 'dog', 'emu'])
    expect(labels(test)).toEqual([0, 1, 2])
    expect(train.images.shape).toEqual([12, 3, 4])
    const other = await loadImageFolder(dir, { seed: 1 })
    expect(pixels(other.test)).not.toEqual(pixels(test))
    expect(pixels((await loadImageFolder(dir)).test)).toEqual(pixels(test))
  })

  it('reads train and test folders, colours as brightness, and ignores other files', async () => {
    const dir = folderOf({
      ...{ 'train/a/1.PNG': png([255, 0, 0]), 'train/b/1.png': png(7), 'train/b/notes.txt': 'x' },
      ...{ 'test/a/1.png': png([0, 0, 255]), 'test/b/.hidden': '', 'test/b/2.png': png(9) },
    })
    const { train, test } = await loadImageFolder(dir, { title: 'pets' })
    expect([train.name, test.name]).toEqual(['pets train', 'pets test'])
    expect(pixels(train).slice(0, 1)).toEqual([76])
    expect(pixels(test).slice(0, 1)).toEqual([29])
    expect(pixels(test).at(-1)).toBe(9)
  })

  it('resizes pictures of any size on request', async () => {
    const dir = folderOf({
      ...{
        'a/1.png': png(10),
        'a/2.png': png(20, 9, 5),
        'b/1.png': png(30, 2, 2),
        'b/2.png': png(4),
      },
    })
    const { train, test } = await loadImageFolder(dir, { size: [2, 3], testFraction: 0.5 })
    expect(train.images.shape).toEqual([2, 2, 3])
    expect([...pixels(train), ...pixels(test)].sort((a, b) => a - b)).toEqual(
      [4, 10, 20, 30].flatMap((level) => Array(6).fill(level)),
    )
  })

  it.each([
    [
      'a class without pictures',
      { 'a/1.png': png(1), 'b/notes.txt': 'x' },
      /b: expected PNG or JPEG files of the class 'b', found notes\.txt/,
    ],
    [
      'pictures of different sizes',
      { 'a/1.png': png(1), 'b/2.png': png(1, 5, 5) },
      /b.2\.png: expected 4 x 3 pixels as in .*1\.png, found 5 x 5; give a size/,
    ],
    ['a damaged picture', { 'a/1.png': png(1), 'b/2.png': png(1).subarray(0, 40) }, /b.2\.png: /],
    [
      'another format',
      { 'a/1.png': png(1), 'b/2.png': 'GIF89a' },
      /b.2\.png: picture: expected a PNG or JPEG file, found a GIF; convert it$/,
    ],
    ['one class', { 'a/1.png': png(1) }, /expected 2 to 256 classes, found 1 \(a\)/],
    [
      'too few pictures',
      { 'a/1.png': png(1), 'b/1.png': png(1) },
      /2 images are too few for a test set of 20%/,
    ],
    [
      'an unknown class in test',
      { 'train/a/1.png': png(1), 'train/b/1.png': png(1), 'test/c/1.png': png(1) },
      /c.1\.png: expected a label of the training data \(a, b\), found 'c'/,
    ],
  ])('rejects %s', async (_, files, message) => {
    await expect(loadImageFolder(folderOf(files as never))).rejects.toThrow(message)
  })

  it('names a folder that does not exist', async () => {
    await expect(loadImageFolder(join(root, 'none'))).rejects.toThrow(/none: there is no such file/)
  })
})

describe('loadCsv', () => {
  const header = 'label,pixel0,pixel1,pixel2,pixel3'
  const rows = Array.from({ length: 10 }, (_, row) => `${row % 2},0,${row},255,1`)

  const load = (files: Readonly<Record<string, string | Uint8Array>>, options?: OwnDataOptions) =>
    loadCsv(folderOf(files), options)

  it.each([
    ['with a header', [header, ...rows].join('\n')],
    ['without a header', `${rows.join('\n')}\n`],
    [
      'with CRLF, quotes, a byte order mark and blank lines',
      `\uFEFF${[header, ...rows]
        .map((row) =>
          row
            .split(',')
            .map((cell) => `"${cell}"`)
            .join(','),
        )
        .join('\r\n')}\r\n\r\n`,
    ],
    ['with semicolons', [header, ...rows].join('\n').replaceAll(',', ';')],
    [
      'with fractions from 0 to 1',
      rows
        .map((row) =>
          row
            .split(',')
            .map((cell, at) => (at === 0 ? cell : (Number(cell) / 255).toFixed(6)))
            .join(','),
        )
        .join('\n'),
    ],
  ])('reads rows %s', async (_, text) => {
    const { train, test } = await load({ 'train.csv': text, 'test.csv': text })
    expect(train.images.shape).toEqual([10, 2, 2])
    expect(pixels(train)).toEqual(Array.from({ length: 10 }, (_, row) => [0, row, 255, 1]).flat())
    expect(labels(test)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
  })

  it('reads one gzipped file, finds the column of the labels, and splits by a seed', async () => {
    const text = [
      'a,b,c,d,species',
      ...rows.map((_, row) => `1,2,3,${row},"owl, ${row % 2 ? 'big' : 'small'}"`),
    ]
    const path = join(folderOf({ 'birds.csv.gz': gzipSync(text.join('\n')) }), 'birds.csv.gz')
    const { train, test } = await loadCsv(path, { testFraction: 0.4 })
    expect(train.classes).toEqual(['owl, big', 'owl, small'])
    expect([train.length, test.length]).toEqual([6, 4])
  })

  it('ignores a test file without labels, as in a competition', async () => {
    const test = [header.slice(6), ...rows.map((row) => row.slice(2))].join('\n')
    const found = await load({ 'train.csv': [header, ...rows].join('\n'), 'test.csv': test })
    expect([found.train.length, found.test.length]).toEqual([8, 2])
  })

  it('numbers labels that do not start at 0, and images that are not square by their size', async () => {
    const text = rows.map((_, row) => `${5 + (row % 2)},1,2,3,4,5,6`).join('\n')
    const { train } = await load({ 'x.csv': text }, { size: [2, 3] })
    expect(train.classes).toEqual(['5', '6'])
    expect(train.images.shape).toEqual([8, 2, 3])
  })

  it.each([
    [
      'a row with a value too few',
      [header, ...rows, '1,0,0,0'],
      'x.csv line 12: expected 5 values, found 4',
    ],
    [
      'a row with a value too many',
      [header, '1,0,0,0,0,0', ...rows],
      'x.csv line 2: expected 5 values, found 6',
    ],
    [
      'NaN',
      [header, '1,0,NaN,0,0', ...rows],
      "x.csv line 2, column pixel1: expected a number from 0 to 255, found 'NaN'",
    ],
    [
      'an empty value',
      [...rows, '1,0,,0,0'],
      "x.csv line 11, column 3: expected a number from 0 to 255, found ''",
    ],
    [
      'a value out of range',
      [header, ...rows, '1,0,0,256,0'],
      "x.csv line 12, column pixel2: expected a number from 0 to 255, found '256'",
    ],
    ['an empty label', [header, ...rows, ',0,0,1,0'], 'x.csv line 12: the label is empty'],
    [
      'rows that are not square',
      ['1,2,3,4', '0,2,3,4'],
      'x.csv: expected a label and a square number of pixel values in each row, found 3',
    ],
    ['no rows', [header], 'x.csv: expected rows of data, found none'],
    [
      'other text',
      ['hello'],
      "x.csv line 1: expected a label and pixel values with commas between them, found 'hello'",
    ],
  ])('rejects %s', async (_, lines, message) => {
    await expect(load({ 'x.csv': lines.join('\n') })).rejects.toThrow(message)
  })

  it('rejects labels out of the range of given classes, and of the training data', async () => {
    const text = [header, ...rows, '2,0,0,0,0'].join('\n')
    await expect(load({ 'x.csv': text }, { classes: ['no', 'yes'] })).rejects.toThrow(
      "x.csv line 12: expected a label of the training data (no, yes), found '2'",
    )
    const train = [header, ...rows].join('\n')
    await expect(load({ 'train.csv': train, 'test.csv': text })).rejects.toThrow(
      "test.csv line 12: expected a label of the training data (0, 1), found '2'",
    )
  })
})

describe('loadNpz', () => {
  const images = fromTypedArray(
    Uint8Array.from({ length: 40 }, (_, i) => i),
    [10, 2, 2],
  )
  const numbers = fromTypedArray(Int32Array.from({ length: 10 }, (_, i) => i % 2))
  const load = (arrays: Parameters<typeof encodeNpz>[0], options?: OwnDataOptions) =>
    loadNpz(join(folderOf({ 'x.npz': encodeNpz(arrays) }), 'x.npz'), options)

  it('reads the arrays of train and test', async () => {
    const { train, test } = await load({
      x_train: images,
      y_train: numbers,
      x_test: images,
      y_test: numbers,
    })
    expect(pixels(train)).toEqual(Array.from({ length: 40 }, (_, i) => i))
    expect(labels(test)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
  })

  it('reads fractions, colours with channels first or last, rows of pixels and columns of labels', async () => {
    const fractions = fromTypedArray(
      Float32Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? 1 : 0)),
      [10, 2, 2, 3],
    )
    const column = numbers.reshape([10, 1])
    const { train } = await load({ images: fractions, labels: column }, { testFraction: 0.2 })
    expect([train.length, new Set(pixels(train))]).toEqual([8, new Set([76])])
    const first = permuteDims(fractions, [0, 3, 1, 2])
    expect(pixels((await load({ x: first, y: column })).train)).toEqual(pixels(train))
    const rows = images.reshape([10, 4])
    expect((await load({ x: rows, y: numbers })).train.images.shape).toEqual([8, 2, 2])
  })

  it('reads a folder of .npy files', async () => {
    const dir = folderOf({ 'x_train.npy': encodeNpy(images), 'y_train.npy': encodeNpy(numbers) })
    expect((await loadNpz(dir)).train.length).toBe(8)
    expect((await loadPath(dir)).format).toBe('npz')
  })

  it.each([
    [
      'NaN',
      {
        x: fromTypedArray(Float32Array.of(0, 1, 2, 3, Number.NaN, 1, 1, 1), [2, 2, 2]),
        y: numbers,
      },
      /x\.npz: y: expected 2 labels|x row 1: expected values from 0 to 255, or from 0 to 1, found NaN/,
    ],
    [
      'normalized pixels',
      { x: fromTypedArray(new Float32Array(40).fill(-0.4), [10, 2, 2]), y: numbers },
      /x row 0: expected values from 0 to 255, or from 0 to 1, found -0\.4/,
    ],
    [
      'missing arrays',
      { a: images },
      /expected arrays x_train and y_train, and perhaps x_test and y_test, found a$/,
    ],
    [
      'images without labels',
      { x_train: images, y_train: numbers, x_test: images },
      /y_test is missing/,
    ],
    [
      'labels of another length',
      { x: images, y: fromTypedArray(new Int32Array(9)) },
      /y: expected 10 labels, one for each image of .*x, found 9/,
    ],
    [
      'labels that are not integers',
      { x: images, y: fromTypedArray(new Float32Array(10).fill(0.5)) },
      /y row 0: expected an integer of at least 0, found 0\.5/,
    ],
    [
      'other shapes',
      { x: fromTypedArray(new Uint8Array(30), [10, 3]), y: numbers },
      /expected images \[n, height, width\].*found \[10, 3\]/,
    ],
  ])('rejects %s', async (_, arrays, message) => {
    await expect(load(arrays as never)).rejects.toThrow(message)
  })

  it('rejects a file that is not an archive', async () => {
    await expect(loadNpz(join(folderOf({ 'x.npz': 'text' }), 'x.npz'))).rejects.toThrow(
      /x\.npz: expected an \.npz file of arrays/,
    )
  })
})

describe('loadIdxFolder', () => {
  const images = (n: number, size = [2, 3]) =>
    idxBytes(
      [n, ...size],
      Uint8Array.from({ length: n * size[0] * size[1] }, (_, i) => i % 256),
    )
  const numbers = (n: number) =>
    idxBytes(
      [n],
      Uint8Array.from({ length: n }, (_, i) => i % 3),
    )

  it('pairs images and labels by name and length, gzipped or not, and splits a single pair', async () => {
    const dir = folderOf({
      ...{ 'a-pixels': images(6), 'a-classes.gz': gzipSync(numbers(6)) },
      ...{ 'b-pixels': images(9), 'b-classes': numbers(9), 'README.md': 'text' },
    })
    const { train, test } = await loadIdxFolder(dir)
    expect([train.length, test.length]).toEqual([9, 6])
    expect(train.images.shape).toEqual([9, 2, 3])
    const single = await loadIdxFolder(folderOf({ 'x.idx': images(30), 'y.idx': numbers(30) }))
    expect([single.train.length, single.test.length]).toEqual([24, 6])
  })

  it('reads files with the names of EMNIST letters as EMNIST is stored, without verifying them', async () => {
    const letters = (n: number) =>
      idxBytes(
        [n],
        Uint8Array.from({ length: n }, (_, i) => 1 + (i % 26)),
      )
    const dir = folderOf({
      'emnist-letters-train-images-idx3-ubyte': images(52, [2, 2]),
      'emnist-letters-train-labels-idx1-ubyte': letters(52),
      'emnist-letters-test-images-idx3-ubyte': images(26, [2, 2]),
      'emnist-letters-test-labels-idx1-ubyte': letters(26),
    })
    const { train } = await loadIdxFolder(dir)
    expect(train.classes.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    expect(pixels(train).slice(0, 4)).toEqual([0, 2, 1, 3])
    expect(labels(train).slice(0, 3)).toEqual([0, 1, 2])
  })

  it.each([
    [
      'images without labels',
      { 'x.idx': images(3) },
      /expected one or two pairs|expected labels for its 3 images/,
    ],
    [
      'labels of another length',
      { 'x.idx': images(3), 'y.idx': numbers(4) },
      /x\.idx: expected labels for its 3 images, found .*y\.idx with 4/,
    ],
    [
      'a file that is cut short',
      { 'x.idx': images(3).subarray(0, 20), 'y.idx': numbers(3) },
      /x\.idx: .*cut short/,
    ],
  ])('rejects %s', async (_, files, message) => {
    await expect(loadIdxFolder(folderOf(files as never))).rejects.toThrow(message)
  })
})

describe('loadPath', () => {
  it('finds the format of a path', async () => {
    const csv = folderOf({
      'train.csv': Array.from({ length: 10 }, (_, i) => `${i % 2},1,2,3,4`).join('\n'),
    })
    expect((await loadPath(csv)).format).toBe('csv')
    expect((await loadPath(join(csv, 'train.csv'))).format).toBe('csv')
    const idx = {
      x: idxBytes([10, 1, 1], new Uint8Array(10)),
      y: idxBytes(
        [10],
        Uint8Array.from({ length: 10 }, (_, i) => i % 2),
      ),
    }
    expect((await loadPath(folderOf(idx))).format).toBe('idx')
    const pictures = ['a', 'b'].flatMap((name) =>
      [1, 2, 3, 4, 5].map((i) => [`${name}/${i}.png`, png(i)]),
    )
    expect((await loadPath(folderOf(Object.fromEntries(pictures)))).format).toBe('images')
  })

  it.each([
    [
      'a folder of other files',
      () => folderOf({ 'a.txt': 'x' }),
      /expected a subfolder of pictures for each class, .* found a\.txt/,
    ],
    [
      'another file',
      () => join(folderOf({ 'a.txt': 'x' }), 'a.txt'),
      /a\.txt: expected a folder, a \.csv file or an \.npz file/,
    ],
    ['nothing', () => join(root, 'none'), /there is no such file or folder/],
  ])('rejects %s', async (_, path, message) => {
    await expect(loadPath(path())).rejects.toThrow(message)
  })
})

describe('prepareImage', () => {
  it('returns the brightness of a picture in the size asked for', async () => {
    const image = await prepareImage(png([0, 255, 0]), [2, 5])
    expect(image.shape).toEqual([1, 2, 5])
    expect(new Set(image.toTypedArray())).toEqual(new Set([150]))
    await expect(prepareImage(png(1), 0)).rejects.toThrow(/size: expected an integer of at least 1/)
  })
})
