import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadCsv } from '../src/own/load-csv'
import { temporaryFolder } from './support/temporary-folder'

const rows = ['label;a;b;c;d', 'é;1;2;3;4', 'z;5;6;7;8', 'é;1;2;3;4', 'z;5;6;7;8', '']

it.each<[string, (text: string) => Uint8Array]>([
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a byte-order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16 with a byte-order mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['big-endian UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('a CSV file is read in %s, with any line ends', async (_, encode) => {
  for (const lineEnd of ['\n', '\r\n']) {
    const file = join(temporaryFolder(), 'a.csv')
    writeFileSync(file, encode(rows.join(lineEnd)))
    const { train, test } = await loadCsv(file, { testFraction: 0.5 })
    expect(train.classes).toEqual(['z', 'é'])
    expect(train.length + test.length).toBe(4)
    expect(
      [...new Set([...train.images.toTypedArray(), ...test.images.toTypedArray()])].sort(),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  }
})
