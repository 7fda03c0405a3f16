import { optional, string } from '@handwritten/checks'
import { decodeNpy, decodeNpz } from '@handwritten/tensor'
import { reasonOf } from '../bytes/reason-of'
import { checkCall, ownDataOptions } from '../checks'
import { DatasetError, MissingFilesError } from '../errors'
import type { DatasetSplits } from '../load/assemble'
import { imagesOfArrays, type NamedArray } from './arrays'
import { splitsOf } from './labelled-images'
import type { OwnDataOptions } from './own-data-options'
import { isFolder, listEntries, readUnpacked } from './read-files'

/** Names of the arrays, as Keras, MedMNIST and others have them. */
const names = {
  trainImages: /^(x_?train|train_?(x|images|data)|x|images|data)$/i,
  trainLabels: /^(y_?train|train_?(y|labels)|y|labels)$/i,
  testImages: /^(x_?test|test_?(x|images|data))$/i,
  testLabels: /^(y_?test|test_?(y|labels))$/i,
} as const

/**
 * Loads images from NumPy arrays: an `.npz` file, or a folder of `.npy` files, with `x_train`, `y_train`
 * and perhaps `x_test`, `y_test` (also `train_images`, `train_labels`, ..., or `x` and `y` alone). Images
 * are [n, height, width], with a last or second axis of 1, 3 or 4 channels, or [n, pixels]; values are
 * from 0 to 255, or fractions from 0 to 1. Labels are integers [n] or [n, 1].
 *
 * @throws MissingFilesError, DatasetError; each names the file, the array and, for data, the row
 */
export async function loadNpz(path: string, options: OwnDataOptions = {}): Promise<DatasetSplits> {
  checkCall('loadNpz', arguments, { path: string, options: optional(ownDataOptions) })
  const { title = path } = options
  const arrays = (await isFolder(path)) ? await readNpyFiles(path) : await readNpz(path)
  const found = (role: keyof typeof names) =>
    [...arrays].find(([name]) => names[role].test(name))?.[1] ?? null
  const [trainImages, trainLabels] = [found('trainImages'), found('trainLabels')]
  if (trainImages === null || trainLabels === null) {
    const held = [...arrays.keys()].join(', ') || 'none'
    throw new MissingFilesError(
      `${path}: expected arrays x_train and y_train, and perhaps x_test and y_test, found ${held}`,
    )
  }
  const [testImages, testLabels] = [found('testImages'), found('testLabels')]
  if ((testImages === null) !== (testLabels === null)) {
    const missing = testImages === null ? 'x_test' : 'y_test'
    throw new MissingFilesError(`${path}: expected both x_test and y_test, ${missing} is missing`)
  }
  const train = imagesOfArrays(trainImages, trainLabels, options)
  const test = testImages && testLabels && imagesOfArrays(testImages, testLabels, options)
  return splitsOf(train, test, { ...options, title })
}

async function readNpz(path: string): Promise<Map<string, NamedArray>> {
  const { bytes } = await readUnpacked(path)
  try {
    const arrays = Object.entries(await decodeNpz(bytes))
    return new Map(arrays.map(([name, array]) => [name, { label: `${path}: ${name}`, array }]))
  } catch (cause) {
    throw new DatasetError(`${path}: expected an .npz file of arrays (${reasonOf(cause)})`)
  }
}

async function readNpyFiles(dir: string): Promise<Map<string, NamedArray>> {
  const files = (await listEntries(dir)).filter(({ name }) => /\.npy$/i.test(name))
  const arrays = files.map(async ({ name, path }) => {
    const { bytes } = await readUnpacked(path)
    try {
      return [name.slice(0, -'.npy'.length), { label: path, array: decodeNpy(bytes) }] as const
    } catch (cause) {
      throw new DatasetError(`${path}: expected an .npy file (${reasonOf(cause)})`)
    }
  })
  return new Map(await Promise.all(arrays))
}
