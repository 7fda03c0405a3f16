import { ImageDataset } from '../dataset/image-dataset'
import { stratifiedSplit } from '../dataset/stratified-split'
import { int32Vector, uint8Tensor } from '../dataset/typed-tensor'
import { DatasetError, ValueError } from '../errors'
import { resize } from '../image/resize'
import type { DatasetSplits } from '../load/assemble'
import type { OwnDataOptions } from './own-data-options'

/** Images of one size with their labels, as read from files. */
export interface LabelledImages {
  /** Bytes [n, height, width], row by row. */
  readonly pixels: Uint8Array
  readonly height: number
  readonly width: number
  /** Names or numbers of the classes as in the files, one for each image. */
  readonly labels: readonly string[]
  /** Names an image in an error: its file, or its line or row there. */
  readonly nameOf: (image: number) => string
}

/** Most classes of a set, so that a class number fits into a byte. */
const MOST_CLASSES = 256

/**
 * The train and test sets of `train` and `test`, or of a seeded stratified split of `train`.
 * @throws DatasetError that names the image if a label is unknown, or if there are too few images
 */
export function splitsOf(
  train: LabelledImages,
  test: LabelledImages | null,
  options: OwnDataOptions & { title: string },
): DatasetSplits {
  const { title, testFraction = 0.2, seed = 0 } = options
  if (!(testFraction > 0 && testFraction < 1))
    throw new ValueError(`testFraction: expected a number in (0, 1), found ${testFraction}`)
  const classes = options.classes ?? classesOf(train, title)
  const whole = datasetOf(train, classes, { ...options, name: `${title} train` })
  if (test !== null) {
    const size = [whole.images.shape[1], whole.images.shape[2]] as const
    return { train: whole, test: datasetOf(test, classes, { size, name: `${title} test` }) }
  }
  const [learned, held] = stratifiedSplit(whole, [1 - testFraction, testFraction], { seed })
  if (held.length === 0 || learned.length === 0) {
    throw new DatasetError(
      `${title}: ${whole.length} images are too few for a test set of ${100 * testFraction}%; add images`,
    )
  }
  return { train: renamed(learned, `${title} train`), test: renamed(held, `${title} test`) }
}

function renamed({ images, labels, classes }: ImageDataset, name: string): ImageDataset {
  return new ImageDataset({ images, labels, classes, name })
}

/** The distinct labels: numbers in their order, otherwise names in alphabetical order. */
function classesOf({ labels }: LabelledImages, title: string): string[] {
  const distinct = [...new Set(labels)]
  const isNumbered = distinct.every((label) => /^-?\d+$/.test(label))
  distinct.sort(isNumbered ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1))
  if (distinct.length < 2 || distinct.length > MOST_CLASSES) {
    const found = distinct.length > 3 ? `${distinct.length}` : `${distinct.length} (${distinct})`
    throw new DatasetError(
      `${title}: expected 2 to ${MOST_CLASSES} classes, found ${found}; check which column or folder holds the labels`,
    )
  }
  return distinct
}

function datasetOf(
  images: LabelledImages,
  classes: readonly string[],
  { size, name }: Pick<OwnDataOptions, 'size'> & { name: string },
): ImageDataset {
  const { pixels, height, width } = size === undefined ? images : resized(images, size)
  return new ImageDataset({
    images: uint8Tensor(pixels, [images.labels.length, height, width]),
    labels: int32Vector(numbersOf(images, classes)),
    classes,
    name,
  })
}

function numbersOf({ labels, nameOf }: LabelledImages, classes: readonly string[]): Int32Array {
  const numbers = new Map(classes.map((name, number) => [name, number]))
  // Labels may be numbers of classes that have names.
  const isNumbered = classes.every((name) => Number.isNaN(Number(name)))
  const found = new Int32Array(labels.length)
  for (const [image, label] of labels.entries()) {
    const number = numbers.get(label) ?? (isNumbered && /^\d+$/.test(label) ? Number(label) : -1)
    found[image] = number
    if (number >= 0 && number < classes.length) continue
    const known = classes.slice(0, 12).join(', ') + (classes.length > 12 ? ', ...' : '')
    throw new DatasetError(
      `${nameOf(image)}: expected a label of the training data (${known}), found '${label}'`,
    )
  }
  return found
}

function resized(
  { pixels, height, width, labels }: LabelledImages,
  size: number | readonly [number, number],
): Pick<LabelledImages, 'pixels' | 'height' | 'width'> {
  const [newHeight, newWidth] = sizeOf(size)
  if (newHeight === height && newWidth === width) return { pixels, height, width }
  const result = new Uint8Array(labels.length * newHeight * newWidth)
  for (let image = 0; image < labels.length; image++) {
    const own = pixels.subarray(image * height * width, (image + 1) * height * width)
    const small = resize({ width, height, pixels: new Float64Array(own) }, newWidth, newHeight)
    for (let i = 0; i < small.pixels.length; i++)
      result[image * newHeight * newWidth + i] = small.pixels[i] + 0.5
  }
  return { pixels: result, height: newHeight, width: newWidth }
}

/** Height and width of a `size` option. @throws ValueError unless both are integers of at least 1 */
export function sizeOf(size: number | readonly [number, number]): readonly [number, number] {
  const pair = typeof size === 'number' ? ([size, size] as const) : size
  for (const length of pair)
    if (!Number.isSafeInteger(length) || length < 1)
      throw new ValueError(`size: expected integers of at least 1, found ${pair.join(' x ')}`)
  return pair
}
