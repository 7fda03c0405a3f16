import { optional, string } from '@handwritten/checks'
import { asUtf8 } from '../bytes/as-utf8'
import { checkCall, ownDataOptions } from '../checks'
import { MissingFilesError } from '../errors'
import type { DatasetSplits } from '../load/assemble'
import type { FoundFile } from '../source/found-file'
import { splitsOf } from './labelled-images'
import type { OwnDataOptions } from './own-data-options'
import { hasNoLabels, parseCsv } from './parse-csv'
import { isFolder, listEntries, readUnpacked } from './read-files'

/**
 * Loads images from CSV files, as Kaggle publishes them: rows of a label and one value for each pixel
 * (see the README for the forms). `path` is one file, or a folder with a file whose name contains
 * `train` and perhaps one with `test`. A test file without labels is ignored; without a test file a
 * seeded part of the images becomes the test set.
 *
 * @throws MissingFilesError, GzipError, DatasetError; each names the file and, for data, the line
 */
export async function loadCsv(path: string, options: OwnDataOptions = {}): Promise<DatasetSplits> {
  checkCall('loadCsv', arguments, { path: string, options: optional(ownDataOptions) })
  const { title = path } = options
  const files = (await isFolder(path)) ? await filesIn(path) : { train: path, test: null }
  const train = await readText(files.train)
  const test = files.test === null ? null : await readText(files.test)
  const isLabelled = test !== null && !hasNoLabels(test.bytes, train.bytes)
  return splitsOf(
    parseCsv(train.bytes, train.label, options),
    isLabelled ? parseCsv(test.bytes, test.label, options) : null,
    { ...options, title },
  )
}

/** Whether a name is that of a CSV file, compressed or not. */
export function isCsvName(name: string): boolean {
  return /\.(csv|tsv)(\.gz)?$/i.test(name)
}

async function filesIn(dir: string): Promise<{ train: string; test: string | null }> {
  const files = (await listEntries(dir)).filter(
    ({ name, isFolder }) => !isFolder && isCsvName(name),
  )
  const named = (word: RegExp) => files.filter(({ name }) => word.test(name))
  const [train, test] = [named(/train/i), named(/test/i)]
  if (train.length === 0 && files.length === 1) return { train: files[0].path, test: null }
  if (train.length === 1) return { train: train[0].path, test: test[0]?.path ?? null }
  const found = files.map(({ name }) => name).join(', ') || 'no CSV file'
  throw new MissingFilesError(
    `${dir}: expected one CSV file, or one with 'train' and perhaps one with 'test' in its name, found ${found}`,
  )
}

/** A file in UTF-8, of which spreadsheets write other forms too. */
async function readText(path: string): Promise<FoundFile> {
  const { bytes, label } = await readUnpacked(path)
  return { label, bytes: asUtf8(bytes) }
}
