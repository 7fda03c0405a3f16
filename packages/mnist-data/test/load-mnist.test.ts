import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { GzipError, IntegrityError, MissingFilesError, ValueError } from '../src/errors'
import { loadDataset, loadMnist } from '../src/load/load-dataset'
import { copyMnist, mnistFolder, mnistNames } from './support/mnist-files'
import { temporaryFolder } from './support/temporary-folder'

describe('loadMnist', () => {
  it('gives the digits that are published', async () => {
    const { train, test } = await loadMnist()
    expect(train.images.shape).toEqual([60_000, 28, 28])
    expect(train.labels.shape).toEqual([60_000])
    expect(test.images.shape).toEqual([10_000, 28, 28])
    expect([train.length, test.length]).toEqual([60_000, 10_000])
    expect(train.name).toBe('MNIST train')
    expect([...train.labels.toTypedArray().subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    expect([...test.labels.toTypedArray().subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    const counts = Array<number>(10).fill(0)
    for (const label of train.labels.toTypedArray()) counts[label]++
    expect(counts).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
  })

  it('reads a folder of raw and compressed files alike', async () => {
    const folder = temporaryFolder()
    for (const name of mnistNames) {
      const bytes = readFileSync(join(mnistFolder, name))
      if (name.startsWith('train')) symlinkSync(join(mnistFolder, name), join(folder, name))
      else writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 1 }))
    }
    const { train, test } = await loadMnist({ dir: folder })
    expect([train.length, test.length]).toEqual([60_000, 10_000])
    expect(test.labels.toTypedArray()[0]).toBe(7)
  })

  it('says what an empty folder should hold', async () => {
    const folder = temporaryFolder()
    const load = loadMnist({ dir: folder })
    await expect(load).rejects.toThrow(MissingFilesError)
    await expect(load).rejects.toThrow(folder)
    await expect(load).rejects.toThrow(/MNIST needs train-images-idx3-ubyte, .*empty folder; give/)
  })

  it('names the one file that is missing, and what is there', async () => {
    const folder = temporaryFolder()
    copyMnist(folder)
    rmSync(join(folder, 't10k-labels-idx1-ubyte'))
    const load = loadMnist({ dir: folder })
    await expect(load).rejects.toThrow(/needs t10k-labels-idx1-ubyte \(.*found t10k-images-idx3/)
  })

  it('refuses a folder that does not exist, and a file in its place', async () => {
    const folder = temporaryFolder()
    await expect(loadMnist({ dir: join(folder, 'none') })).rejects.toThrow(/no such folder/)
    writeFileSync(join(folder, 'file'), '')
    const load = loadMnist({ dir: join(folder, 'file') })
    await expect(load).rejects.toThrow(MissingFilesError)
    await expect(load).rejects.toThrow(/this is a file/)
  })

  const labels = 't10k-labels-idx1-ubyte'

  it('refuses a file that is cut short', async () => {
    const folder = temporaryFolder()
    copyMnist(folder)
    truncateSync(join(folder, labels), 5000)
    const load = loadMnist({ dir: folder })
    await expect(load).rejects.toThrow(IntegrityError)
    await expect(load).rejects.toThrow(
      /t10k-labels.* has 10008 bytes uncompressed, found 5000.*short/,
    )
  })

  it('refuses a file with one bit altered', async () => {
    const folder = temporaryFolder()
    copyMnist(folder)
    const bytes = readFileSync(join(folder, labels))
    bytes[4000] ^= 1
    writeFileSync(join(folder, labels), bytes)
    const load = loadMnist({ dir: folder })
    await expect(load).rejects.toThrow(IntegrityError)
    await expect(load).rejects.toThrow(/SHA-256 ff7bcfd4[0-9a-f]{56}, found [0-9a-f]{64}/)
  })

  it('refuses a web page in place of a file', async () => {
    const folder = temporaryFolder()
    copyMnist(folder)
    writeFileSync(join(folder, labels), '<html>Please log in</html>')
    await expect(loadMnist({ dir: folder })).rejects.toThrow(/found 26.*like a web page/)
  })

  it('refuses a damaged archive and one that swells', async () => {
    const folder = temporaryFolder()
    copyMnist(folder)
    const packed = gzipSync(readFileSync(join(folder, labels)))
    rmSync(join(folder, labels))
    writeFileSync(join(folder, `${labels}.gz`), packed.subarray(0, 3000))
    await expect(loadMnist({ dir: folder })).rejects.toThrow(GzipError)
    await expect(loadMnist({ dir: folder })).rejects.toThrow(
      /t10k-labels-idx1-ubyte\.gz: not a whole/,
    )
    writeFileSync(join(folder, `${labels}.gz`), gzipSync(Buffer.alloc(10_009)))
    await expect(loadMnist({ dir: folder })).rejects.toThrow(/more than the 10008 bytes allowed/)
  })
})

describe('loadDataset', () => {
  it('lists the names it knows', async () => {
    // @ts-expect-error: a name that is only known at run time
    const load = loadDataset('cifar')
    await expect(load).rejects.toThrow(ValueError)
    await expect(load).rejects.toThrow(/no set is named 'cifar'; there are mnist, fashion/)
  })

  it('says that MNIST was found where another set was asked for', async () => {
    const load = loadDataset('fashion', { dir: mnistFolder })
    await expect(load).rejects.toMatchObject({ code: 'WRONG_SET', found: 'mnist' })
    await expect(load).rejects.toThrow(/expected Fashion-MNIST, found MNIST; load it with/)
  })
})
