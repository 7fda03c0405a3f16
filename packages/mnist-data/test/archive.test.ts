import { createHash } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type DatasetSpec, fileRoles } from '../src/catalog/dataset-spec'
import { fileSpec } from '../src/catalog/file-specs'
import { DownloadError, IntegrityError } from '../src/errors'
import { loadSpec } from '../src/load/load-dataset'
import * as server from './support/bad-server'
import { smallArchives, smallFiles } from './support/small-set'
import { temporaryFolder } from './support/temporary-folder'

/** The small set as EMNIST is published: in one archive, beside files of other sets. */
function archived(entries: Record<string, Uint8Array>): { zip: Uint8Array; spec: DatasetSpec } {
  const zip = zipSync({ 'gzip/readme.txt': new Uint8Array(5), ...entries }, { level: 0 })
  const spec: DatasetSpec = {
    name: 'split',
    title: 'Split',
    classes: ['a', 'b'],
    firstLabel: 1,
    transposed: true,
    files: {
      trainImages: fileSpec('trainImages', [40, 28, 28]),
      trainLabels: fileSpec('trainLabels', [40]),
      testImages: fileSpec('testImages', [20, 28, 28]),
      testLabels: fileSpec('testLabels', [20]),
    },
    mirrors: [],
    archive: {
      name: 'all.zip',
      cacheFolder: 'shared',
      folder: 'gzip/',
      digest: { algorithm: 'md5', value: createHash('md5').update(zip).digest('hex') },
      bytes: zip.length + 1000,
    },
  }
  return { zip, spec }
}

const entries = Object.fromEntries(
  fileRoles.map((role) => [`gzip/${role}.gz`, smallArchives.get(`${role}.gz`) as Uint8Array]),
)

describe('a set in an archive', () => {
  it('is fetched once, unpacked into the cache, turned upright and counted from 0', async () => {
    const { zip, spec } = archived(entries)
    const { mirror, requests } = await server.badServer(new Map([['all.zip', zip]]))
    const options = { cacheDir: temporaryFolder(), mirrors: [mirror(server.good)] }
    // The labels of the small set are 0, 1, 2: one too low for a set that counts from 1.
    await expect(loadSpec(spec, options)).rejects.toThrow(/labels must lie in 0\.\.1, found -1/)
    const { train, test } = await loadSpec(
      { ...spec, firstLabel: 0, classes: ['a', 'b', 'c'] },
      options,
    )
    expect(requests.length).toBe(1)
    expect(test.labels.toTypedArray()).toEqual(Int32Array.from(smallFiles.testLabels.subarray(8)))
    const stored = smallFiles.trainImages.subarray(16)
    const upright = train.images.toTypedArray()
    for (const [image, row, column] of [
      [0, 3, 7],
      [39, 20, 1],
    ]) {
      expect(upright[image * 784 + row * 28 + column]).toBe(stored[image * 784 + column * 28 + row])
    }
    expect(readdirSync(join(options.cacheDir, 'split')).length).toBe(4)
    expect(existsSync(join(options.cacheDir, 'shared', 'all.zip'))).toBe(true)
  })

  it('uses the archive in the cache for another set, unless it is bad', async () => {
    const { zip, spec } = archived(entries)
    const { mirror, requests } = await server.badServer(new Map([['all.zip', zip]]))
    const options = { cacheDir: temporaryFolder(), mirrors: [mirror(server.good)] }
    const plain = { ...spec, firstLabel: 0, classes: ['a', 'b', 'c'] }
    await loadSpec(plain, options)
    await loadSpec({ ...plain, name: 'other' }, options)
    expect(requests.length).toBe(1)
    writeFileSync(join(options.cacheDir, 'shared', 'all.zip'), 'PK')
    await loadSpec({ ...plain, name: 'third' }, options)
    expect(requests.length).toBe(2)
  })

  it('says which file the archive lacks, and why it could not be fetched', async () => {
    const { 'gzip/testLabels.gz': _, ...fewer } = entries
    const { zip, spec } = archived(fewer)
    const { mirror } = await server.badServer(new Map([['all.zip', zip]]))
    const load = loadSpec(spec, { cacheDir: temporaryFolder(), mirrors: [mirror(server.good)] })
    await expect(load).rejects.toThrow(IntegrityError)
    await expect(load).rejects.toThrow(/all\.zip: holds no gzip\/testLabels\.gz/)
    const broken = { cacheDir: temporaryFolder(), mirrors: [mirror(server.alters)] }
    await expect(loadSpec(spec, broken)).rejects.toThrow(DownloadError)
  })
})
