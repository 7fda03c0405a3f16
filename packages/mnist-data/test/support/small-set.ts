import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { DatasetSpec, FileRole, FileSpec } from '../../src/catalog/dataset-spec'
import { idxBytes } from './idx-bytes'

const digest = (bytes: Uint8Array, algorithm: string): string =>
  createHash(algorithm).update(bytes).digest('hex')

/** Pixels that do not compress, so that a file is long enough to be cut anywhere. */
function speckle(length: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = (state * 48271) % 2147483647
    return state & 255
  })
}

/** The uncompressed files of a set of 40 + 20 speckled images of 28 x 28. */
export const smallFiles: Readonly<Record<FileRole, Uint8Array<ArrayBuffer>>> = {
  trainImages: idxBytes([40, 28, 28], speckle(40 * 784)),
  trainLabels: idxBytes(
    [40],
    Uint8Array.from({ length: 40 }, (_, i) => i % 3),
  ),
  testImages: idxBytes([20, 28, 28], speckle(20 * 784).reverse()),
  testLabels: idxBytes(
    [20],
    Uint8Array.from({ length: 20 }, (_, i) => (i + 1) % 3),
  ),
}

/** The same, compressed: what a mirror serves, by file name. */
export const smallArchives = new Map<string, Uint8Array<ArrayBuffer>>()

function fileOf(role: FileRole): FileSpec {
  const raw = smallFiles[role]
  const gz = new Uint8Array(gzipSync(raw))
  smallArchives.set(`${role}.gz`, gz)
  return {
    name: role,
    bytes: raw.length,
    sha256: digest(raw, 'sha256'),
    gz: { algorithm: 'md5', value: digest(gz, 'md5') },
  }
}

/** The set as a catalog would describe it. */
export const smallSpec: DatasetSpec = {
  name: 'small',
  title: 'Small',
  classes: ['a', 'b', 'c'],
  files: {
    trainImages: fileOf('trainImages'),
    trainLabels: fileOf('trainLabels'),
    testImages: fileOf('testImages'),
    testLabels: fileOf('testLabels'),
  },
  mirrors: [],
}
