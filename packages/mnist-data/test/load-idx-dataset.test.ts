import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { GzipError, IdxError, MissingFilesError, ValueError } from '../src/errors'
import { loadIdxDataset } from '../src/load/load-idx-dataset'
import { idxBytes } from './support/idx-bytes'
import { smallFiles } from './support/small-set'
import { temporaryFolder } from './support/temporary-folder'

const gzip = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(bytes))

function folderOf(files: Record<string, Uint8Array>): string {
  const folder = temporaryFolder()
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  return folder
}

describe('loadIdxDataset', () => {
  it('reads any folder whose names say what the files are', async () => {
    const dir = folderOf({
      'letters-train-images-idx3-ubyte': smallFiles.trainImages,
      'letters-train-labels-idx1-ubyte.gz': gzip(smallFiles.trainLabels),
      't10k-images.idx3-ubyte.gz': gzip(smallFiles.testImages),
      Test_Labels: smallFiles.testLabels,
      'readme.txt': new Uint8Array(3),
    })
    const { train, test } = await loadIdxDataset({ dir, title: 'Letters' })
    expect([train.name, train.length, test.name, test.length]).toEqual([
      'Letters train',
      40,
      'Letters test',
      20,
    ])
    expect(train.classes).toEqual(['0', '1', '2'])
    expect([...test.images.toTypedArray()]).toEqual([...smallFiles.testImages.subarray(16)])
  })

  it('takes a raw file before its own archive', async () => {
    const dir = folderOf({
      'train-images': smallFiles.trainImages,
      'train-images.gz': new Uint8Array([1, 2, 3]),
      'train-labels': smallFiles.trainLabels,
      'test-images': smallFiles.testImages,
      'test-labels': smallFiles.testLabels,
    })
    expect((await loadIdxDataset({ dir })).train.length).toBe(40)
  })

  it('says which file it lacks, and which are too many', async () => {
    const some = { 'train-images': smallFiles.trainImages, 'train-labels': smallFiles.trainLabels }
    const lacking = loadIdxDataset({ dir: folderOf(some) })
    await expect(lacking).rejects.toThrow(MissingFilesError)
    await expect(lacking).rejects.toThrow(
      /'test \(or t10k\) ... images', found train-images, train-labels/,
    )
    const two = {
      ...some,
      'test-images': smallFiles.testImages,
      't10k-images': smallFiles.testImages,
    }
    await expect(loadIdxDataset({ dir: folderOf(two) })).rejects.toThrow(
      /found t10k-images, test-images; give/,
    )
    await expect(loadIdxDataset({})).rejects.toThrow(ValueError)
  })

  it('reads bytes, with labels counted from 1, in columns, of any whole type', async () => {
    const labels = (rows: number[], type: number, size: number): Uint8Array<ArrayBuffer> => {
      const data = new Uint8Array(rows.length * 2 * size)
      rows.forEach((label, row) => {
        data[row * 2 * size + size - 1] = label
      })
      return idxBytes([rows.length, 2], data, type)
    }
    for (const [type, size] of [
      [0x08, 1],
      [0x09, 1],
      [0x0b, 2],
      [0x0c, 4],
    ]) {
      const files = {
        trainImages: gzip(idxBytes([2, 1, 3], [1, 2, 3, 4, 5, 6])),
        trainLabels: labels([1, 3], type, size),
        testImages: idxBytes([1, 1, 3], [7, 8, 9]),
        testLabels: labels([2], type, size),
      }
      const { train, test } = await loadIdxDataset({ files, firstLabel: 1, transposed: true })
      expect(train.labels.toArray()).toEqual([0, 2])
      expect(train.classes).toEqual(['1', '2', '3'])
      expect(train.images.toArray()).toEqual([
        [[1], [2], [3]],
        [[4], [5], [6]],
      ])
      expect(test.name).toBe('data test')
    }
  })

  it('passes on what is wrong with a file, by its name', async () => {
    const files = { ...smallFiles, testLabels: smallFiles.testLabels.slice(0, 20) }
    await expect(loadIdxDataset({ files })).rejects.toThrow(IdxError)
    await expect(loadIdxDataset({ files })).rejects.toThrow(/^files\.testLabels: .* cut short/)
    const packed = { ...smallFiles, trainImages: gzip(smallFiles.trainImages).slice(0, 500) }
    await expect(loadIdxDataset({ files: packed })).rejects.toThrow(GzipError)
    const swapped = { ...smallFiles, testLabels: smallFiles.testImages }
    await expect(loadIdxDataset({ files: swapped })).rejects.toThrow(
      /labels must be whole numbers .*found uint8 \[20, 28, 28\]/,
    )
    const flat = { ...smallFiles, testImages: idxBytes([20, 784], new Uint8Array(20 * 784)) }
    await expect(loadIdxDataset({ files: flat })).rejects.toThrow(
      /images must be uint8 \[n, height, width\], found uint8 \[20, 784\]/,
    )
    const few = { ...smallFiles, testLabels: smallFiles.trainLabels }
    await expect(loadIdxDataset({ files: few })).rejects.toThrow(/40 labels for 20 images/)
  })
})
