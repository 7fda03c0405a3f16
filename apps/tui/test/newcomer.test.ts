import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DatasetSplits, loadMnist, sheetPng, subset } from '@handwritten/mnist-data'
import { encodeNpz, fromTypedArray } from '@handwritten/tensor'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Ending, runProgram } from './support/program'
import { temporaryFolder } from './support/temporary-folder'

/** Where Debian's package dataset-fashion-mnist puts the four files. */
const fashionFolder = '/usr/share/datasets/fashion-mnist'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = /#### Ten examples\s[\s\S]*?```sh\n([^`]*)```/.exec(readme)![1]!.trim().split('\n')

const folder = temporaryFolder()

/** Runs the example of the README that contains `text`, with options that make it quick. */
async function example(text: string, ...options: string[]): Promise<Ending> {
  const [line, ...others] = examples.filter((command) => command.includes(text))
  expect([line === undefined, others]).toEqual([false, []])
  const [, ...args] = line!.split(' ')
  const ending = await runProgram([...args, ...options], { cwd: folder })
  expect(ending.stderr).not.toMatch(/^\s+at /m)
  expect([ending.code, ending.stderr.includes('handwritten:')]).toEqual([0, false])
  return ending
}

const quick = ['--epochs', '1', '--threads', '1']
const few = [...quick, '--limit', '600']

/** The accuracy of the last line of a run. */
const accuracyOf = ({ stdout }: Ending) => Number(/accuracy (\d+\.\d+)%\n$/.exec(stdout)![1])

const idx = (shape: readonly number[], data: Uint8Array): Uint8Array => {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length))
  header.setUint32(0, 0x0800 + shape.length)
  for (const [axis, size] of shape.entries()) header.setUint32(4 + 4 * axis, size)
  return Buffer.concat([new Uint8Array(header.buffer), data])
}

/** 200 pictures of three kinds: rising, falling and level stripes, no two alike. */
async function writePictures(): Promise<void> {
  const kinds = ['falling', 'level', 'rising']
  for (let place = 0; place < 200; place++) {
    const kind = place % 3
    const pixels = Uint8Array.from({ length: 400 }, (_, i) => {
      const [x, y] = [i % 20, Math.floor(i / 20)]
      const phase = y + (kind - 1) * x + place
      return 128 + 100 * Math.sin(phase) + ((place * 7 + i * 13) % 20)
    })
    mkdirSync(join(folder, 'pictures', kinds[kind]!), { recursive: true })
    const png = await sheetPng(fromTypedArray(pixels, [1, 20, 20]) as never)
    writeFileSync(join(folder, 'pictures', kinds[kind]!, `${place}.png`), png)
  }
}

function writeArrays({ train, test }: DatasetSplits): void {
  const rows = Int32Array.from({ length: 300 }, (_, row) => row)
  const some = subset(train, rows)
  const [pixels, labels] = [some.images.toTypedArray(), some.labels.toTypedArray()]
  const lines = Array.from(labels, (label, row) =>
    [label, ...pixels.subarray(784 * row, 784 * (row + 1))].join(','),
  )
  const header = ['label', ...Array.from({ length: 784 }, (_, i) => `pixel${i}`)].join(',')
  writeFileSync(join(folder, 'train.csv'), [header, ...lines].join('\n'))
  const held = subset(test, rows)
  const arrays = {
    x_train: some.images,
    y_train: some.labels,
    x_test: held.images,
    y_test: held.labels,
  }
  writeFileSync(join(folder, 'digits.npz'), encodeNpz(arrays))
}

/** Files as EMNIST letters has them: images on their side, labels from 1. */
function writeLetters(): void {
  mkdirSync(join(folder, 'letters'))
  for (const [part, count] of [
    ['train', 520],
    ['test', 104],
  ] as const) {
    const labels = Uint8Array.from({ length: count }, (_, i) => 1 + (i % 26))
    const pixels = new Uint8Array(count * 784)
    for (const [image, label] of labels.entries())
      for (let i = 0; i < 28; i++) pixels[784 * image + 28 * i + label] = 255
    const name = (content: string) => join(folder, 'letters', `emnist-letters-${part}-${content}`)
    writeFileSync(name('images-idx3-ubyte'), idx([count, 28, 28], pixels))
    writeFileSync(name('labels-idx1-ubyte'), idx([count], labels))
  }
}

const layers = /```json\n(\[\n {2}\{ "type"[^`]*)```/.exec(readme)![1]!

beforeAll(async () => {
  await writePictures()
  writeArrays(await loadMnist())
  writeLetters()
  writeFileSync(join(folder, 'network.json'), layers)
}, 60_000)

describe('the ten examples of the README', () => {
  it('are ten', () => expect(examples).toHaveLength(10))

  it.skipIf(!existsSync(fashionFolder))(
    'a wide network with dropout on Fashion-MNIST (needs the files of dataset-fashion-mnist)',
    async () => {
      const ending = await example('fashion', ...few, '--data-dir', fashionFolder)
      expect(ending.stdout).toMatch(/network 784-512-512-10, dropout 0\.2 .* fashion 600 \+ 10,000/)
      expect(accuracyOf(ending)).toBeGreaterThan(40)
    },
  )

  it('Adam, GELU and batch normalization under a cosine schedule with warm-up', async () => {
    const ending = await example('--batch-norm', ...few)
    expect(ending.stdout).toMatch(
      /network 784-256-64-10, gelu, batch norm .*Adam 0\.001, cosine, warm-up 5%/,
    )
    expect(accuracyOf(ending)).toBeGreaterThan(40)
  })

  it('a sweep over sizes of layers and learning rates', async () => {
    const { stdout } = await example('sweep', ...few)
    expect(stdout).toContain('fast  optimizer adam  hidden 64-32  lr 0.003  seed 1')
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .filter((line) => /^\d\. /.test(line)),
    ).toHaveLength(4)
  })

  it('200 pictures in three classes, with validation; then predictions for all of them', async () => {
    const ending = await example(
      '--image-size',
      '--epochs',
      '5',
      '--threads',
      '1',
      '--batch-size',
      '16',
    )
    expect(ending.stderr).toContain(
      'pictures: pictures, 161 + 39 images of 16 x 16 in 3 classes; not verified',
    )
    expect(ending.stdout).toMatch(/pictures \d+ \+ \d+ \+ 39 /)
    expect(ending.stdout).toMatch(/validation loss \d\.\d{4} accuracy/)
    expect(ending.stdout).toMatch(/weights of epoch \d/)
    expect(accuracyOf(ending)).toBeGreaterThan(90)
    await example('predict')
    const [header, ...rows] = readFileSync(join(folder, 'pictures.csv'), 'utf8').trim().split('\n')
    expect(header).toBe('image,label,probability,label2,probability2')
    const right = rows.filter((row) => row.split(/[/,\\]/)[1] === row.split(',')[1])
    expect(rows).toHaveLength(200)
    expect(right.length).toBeGreaterThan(180)
  })

  it("Kaggle's CSV", async () => {
    const ending = await example('train.csv', ...quick)
    expect(ending.stdout).toMatch(/clip 1 .*train\.csv 239 \+ 61/)
    expect(ending.stdout).not.toContain('label smoothing')
  })

  it('letters from IDX files, augmented and averaged', async () => {
    const ending = await example('letters', ...quick, '--batch-size', '8')
    expect(ending.stderr).toContain('in 26 classes; not verified')
    expect(ending.stdout).toMatch(
      /784-256-64-26 .*average 0\.99 {2}augmented by .*letters 520 \+ 104/,
    )
  })

  it('NumPy arrays, without normalization, with early stopping', async () => {
    const ending = await example('digits.npz', ...quick)
    expect(ending.stdout).toMatch(/digits\.npz 239 \+ 61 \+ 300/)
  })

  it('a convolutional network from JSON, then its layers, settings and results', async () => {
    const ending = await example('network.json', ...few)
    expect(ending.stdout).toMatch(
      /network 784 inputs, Conv2d 8, ReLU, .*AdamW 0\.001, weight decay 0\.01/,
    )
    const { stdout } = await example('info')
    expect(stdout).toMatch(/Conv2d\(1, 8, 3 x 3\)/)
    expect(stdout).toMatch(/--optimizer +adamw/)
    expect(stdout).toMatch(/epoch 1: test loss \d\.\d{4} accuracy/)
    const network = join(folder, 'runs', 'conv')
    const [evaluated, exported, resumed] = await Promise.all([
      runProgram(
        ['evaluate', '--model', network, '--calibration', '--per-class', '--mistakes', '9', 'out'],
        { cwd: folder },
      ),
      runProgram(['export', '--model', network, '--onnx', 'conv.onnx'], { cwd: folder }),
      runProgram(['--save', network, '--resume', '--epochs', '2', '--plain'], { cwd: folder }),
    ])
    expect([evaluated.code, exported.code, resumed.code]).toEqual([0, 0, 0])
    expect(evaluated.stdout).toMatch(/expected calibration error \d+\.\d\d%/)
    expect(evaluated.stdout).toMatch(/^4: \d+ of 982 wrong, \d+ as /m)
    expect(
      readFileSync(join(folder, 'out', 'mistakes.csv'), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(10)
    expect(
      readFileSync(join(folder, 'out', 'mistakes.png'))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(resumed.stdout).toMatch(/epoch 2\/2/)
  })
})
