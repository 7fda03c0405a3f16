import { execFileSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type DatasetSplits, loadMnist, subset } from '@handwritten/mnist-data'
import { encodeSafetensors, Generator, zeros } from '@handwritten/tensor'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadModel } from '../../src/model/saved-model'
import { run as evaluate } from '../../src/tasks/evaluate/evaluate'
import { run as exportFiles } from '../../src/tasks/export'
import { run as predict } from '../../src/tasks/predict/predict'
import type { RunEvent } from '../../src/training/protocol'
import { Session } from '../../src/training/session'
import { digitPictures } from '../support/digit-pictures'
import { gatheredOutput } from '../support/gathered-output'
import { runProgram } from '../support/program'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const model = join(folder, 'run')
const events: RunEvent[] = []
let data: DatasetSplits

beforeAll(async () => {
  data = await loadMnist()
  const session = new Session(
    { recipe: 'fast', epochs: 1, save: model },
    async () => ({ ...data, train: subset(data.train, Int32Array.from(Array(10_000).keys())) }),
    (event) => events.push(event),
    async () => ({ isOn: false, word: '' }),
  )
  await session.run()
})

/** What an exported module makes of `inputs`, in a program of its own. */
function outputsOf(module: string, inputs: ArrayLike<number>): number[] {
  const program = `
    import { predict } from ${JSON.stringify(pathToFileURL(module).href)}
    console.log(JSON.stringify([...predict(${JSON.stringify(Array.from(inputs))})]))`
  const told = execFileSync(process.execPath, ['--input-type=module'], { input: program })
  return JSON.parse(told.toString())
}

describe('predict', () => {
  const rows = [0, 1, 2, 3, 4, 5, 6, 7]

  it('reads pictures, one line each, and tells which it could not read', async () => {
    const pictures = await digitPictures(folder, data.test, rows)
    const stray = join(folder, 'notes.txt')
    writeFileSync(stray, 'no picture')
    const images = [...pictures, stray, join(folder, 'none.png')]
    const { code, stdout, stderr } = await runProgram(['predict', ...images, '--model', model])
    expect(code).toBe(1)
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.split('  ')[2])).toEqual(pictures)
    const labels = data.test.labels.toTypedArray()
    expect(lines.map((line) => Number(line[0]))).toEqual(rows.map((row) => labels[row]))
    for (const line of lines) expect(line).toMatch(/^\d {2}[ \d]\d[.\d]\d+% {2}\S/)
    expect(stderr).toContain('notes.txt: picture: expected a PNG or JPEG file')
    expect(stderr).toContain('none.png cannot be read: there is no such file or folder')
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      'handwritten: 2 of 10 pictures could not be read',
    )
  })

  it('gives every probability as JSON', async () => {
    const [image = ''] = await digitPictures(folder, data.test, [1])
    const output = gatheredOutput()
    const outcome = await predict({ model, images: [image], format: 'json', top: 1 }, { output })
    expect(outcome).toEqual({ exitCode: 0 })
    const found = JSON.parse(output.text.out)
    expect(found).toMatchObject({ type: 'prediction', image, label: '2' })
    const { probabilities, probability } = found
    expect(probabilities).toHaveLength(10)
    expect(probability).toBe(probabilities[2])
    expect(probabilities.reduce((a: number, b: number) => a + b)).toBeCloseTo(1, 5)
  })
})

describe('evaluate', () => {
  const report = { perClass: false, calibration: false }
  const end = () => events.find((event) => event.type === 'end')

  it('finds the figures that the run ended with, bit for bit, and reports each class', async () => {
    const output = gatheredOutput()
    await evaluate({ model, json: true, ...report }, { output })
    const found = JSON.parse(output.text.out)
    const { testLoss: loss, testAccuracy: accuracy } = end()!
    expect(found).toMatchObject({ type: 'evaluation', dataset: 'mnist', samples: 10_000 })
    expect([found.loss, found.accuracy]).toEqual([loss, accuracy])
    const hits = found.confusion.reduce(
      (sum: number, row: number[], place: number) => sum + row[place]!,
      0,
    )
    expect(hits).toBe(Math.round(accuracy * 10_000))
    expect(found.classes[3]).toMatchObject({ name: '3', support: 1010 })
  })

  it('prints them as a report', async () => {
    const { code, stdout, stderr } = await runProgram(['evaluate', '--model', model])
    expect([code, stderr]).toEqual([0, 'loading MNIST\n'])
    const accuracy = (100 * end()!.testAccuracy).toFixed(2)
    expect(stdout).toMatch(new RegExp(`^MNIST test {2}10,000 images {2}loss .* ${accuracy}%\n\n`))
    expect(stdout).toContain('precision    recall  f1-score   support')
  })

  it('refuses a set that the network does not fit', async () => {
    const file = join(folder, 'small.safetensors')
    const tensors = { '0.weight': zeros([3, 784]), '0.bias': zeros([3]) }
    writeFileSync(file, encodeSafetensors({ tensors }))
    const refused = evaluate({ model: file, json: false, ...report }, { output: gatheredOutput() })
    await expect(refused).rejects.toThrow('784 inputs and 3 outputs, but MNIST test has 784 pixels')
  })
})

describe('export', () => {
  it('writes files from which the same network comes back', async () => {
    const [onnx, safetensors, module] = ['m.onnx', 'm.safetensors', 'm.mjs'].map((name) =>
      join(folder, name),
    ) as [string, string, string]
    const output = gatheredOutput()
    exportFiles({ model, onnx, safetensors, module }, { output })
    expect(output.text.out.split('\n')).toEqual([
      expect.stringMatching(/m\.onnx {2}ONNX, [\d,]+ bytes$/),
      expect.stringMatching(/m\.safetensors {2}safetensors, [\d,]+ bytes$/),
      expect.stringMatching(/m\.mjs {2}JavaScript module, [\d,]+ bytes$/),
      '',
    ])
    expect(readFileSync(onnx).includes('@handwritten/nn')).toBe(true)

    const input = new Generator(1).normal([2, 784])
    const expected = Array.from(loadModel(model).model.call(input).toTypedArray(), Number)
    const back = loadModel(safetensors)
    expect(back.run).toMatchObject({ recipe: { name: 'fast' }, dataset: 'mnist' })
    expect(Array.from(back.model.call(input).toTypedArray(), Number)).toEqual(expected)
    expect(outputsOf(module, input.toTypedArray())).toEqual(
      expected.map((value) => expect.closeTo(value, 3)),
    )
  })

  it('tells where a file cannot be written, and leaves nothing behind', () => {
    const onnx = join(folder, 'no', 'm.onnx')
    const write = () => exportFiles({ model, onnx }, { output: gatheredOutput() })
    expect(write).toThrow('m.onnx cannot be written: there is no such file or folder')
    const long = { model, onnx: join(folder, 'm'.repeat(300)) } as const
    expect(() => exportFiles(long, { output: gatheredOutput() })).toThrow(
      'mm cannot be written: the name is too long',
    )
  })
})

describe('loadModel', () => {
  it('tells in words why a file cannot be read', () => {
    const circle = join(folder, 'circle')
    symlinkSync(circle, circle)
    expect(() => loadModel(circle)).toThrow('circle cannot be read: its links lead in a circle')
    expect(() => loadModel('m'.repeat(300))).toThrow('mm cannot be read: the name is too long')
    expect(() => loadModel(join(folder, 'none'))).toThrow('none cannot be read: there is no such')
  })

  const file = join(folder, 'given.safetensors')
  const load = (tensors: Parameters<typeof encodeSafetensors>[0]['tensors'], metadata = {}) => {
    writeFileSync(file, encodeSafetensors({ tensors, metadata }))
    return loadModel(file)
  }

  it('takes weights of linear layers under the names of PyTorch', () => {
    const tensors = {
      ...{ '0.weight': zeros([5, 784]), '0.bias': zeros([5]) },
      ...{ '2.weight': zeros([2, 5]), '2.bias': zeros([2]) },
    }
    expect(load(tensors)).toMatchObject({ sizes: [784, 5, 2], classes: ['0', '1'], run: null })
    expect(load(tensors, { run: '{"recipe":{}}' }).run).toBeNull()
    expect(load(tensors, { run: 'not JSON' }).run).toBeNull()
  })

  it.each([
    [{ 'fc1.weight': zeros([5, 784]) }, "found 'fc1.weight'"],
    [{}, 'found nothing'],
    [{ '0.weight': zeros([5, 784]), '2.weight': zeros([2, 6]) }, 'expected linear layers'],
    [{ '0.weight': zeros([5]), '0.bias': zeros([5]) }, 'expected linear layers'],
    [{ '0.weight': zeros([5, 784]), '0.bias': zeros([6]) }, 'the weights do not fit'],
  ])('refuses other files in one line', (tensors, message) => {
    expect(() => load(tensors)).toThrow(message)
  })
})
