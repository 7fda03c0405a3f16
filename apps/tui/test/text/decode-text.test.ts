import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseRunLog } from '../../src/runs/run-log'
import { decodeText } from '../../src/text/decode-text'
import { parseArguments } from '../support/parse-arguments'
import { temporaryFolder } from '../support/temporary-folder'

const text = '{ "epochs": 3,\r\n  "seed": 7 }\r\n'

/** A text in each of the forms in which editors and shells of all systems write it. */
const forms: [string, (text: string) => Uint8Array][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a byte-order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16 with a byte-order mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['big-endian UTF-16', (text) => Buffer.from(text, 'utf16le').swap16()],
  [
    'big-endian UTF-16 with a byte-order mark',
    (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ],
]

describe('text files of users', () => {
  it.each(forms)('are read as %s', (_, encode) => {
    expect(decodeText(encode(text))).toBe(text)
    expect(decodeText(encode('é7'))).toBe('é7')
    expect(decodeText(encode(''))).toBe('')
  })

  it.each(forms)('configurations are read as %s', async (_, encode) => {
    const file = join(temporaryFolder(), 'config.json')
    writeFileSync(file, encode(text))
    const plain = join(temporaryFolder(), 'config.json')
    writeFileSync(plain, '{"epochs":3,"seed":7}')
    const [found, expected] = await Promise.all(
      [file, plain].map((path) => parseArguments(['train', '--config', path])),
    )
    expect(found).toEqual(expected)
    expect(JSON.stringify(found)).toContain('"epochs":3')
  })

  it.each(forms)('run logs are read as %s', (_, encode) => {
    const lines = [
      { type: 'start', recipe: 'seed', seed: 1, threads: 1, layers: [2, 1] },
      {
        ...{ type: 'epoch', epoch: 1, trainLoss: 0.5, trainAccuracy: 0.5, testLoss: 0.5 },
        ...{ testAccuracy: 0.5, learningRate: 0.01, seconds: 1, samplesPerSecond: 9 },
      },
    ].map((line) => JSON.stringify(line))
    const plain = parseRunLog('a.jsonl', lines.join('\n'))
    expect(parseRunLog('a.jsonl', decodeText(encode(lines.join('\r\n'))))).toEqual(plain)
    expect(plain).toHaveLength(1)
  })
})
