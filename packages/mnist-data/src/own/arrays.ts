import { permuteDims, type Tensor } from '@handwritten/tensor'
import { DatasetError } from '../errors'
import { type LabelledImages, sizeOf } from './labelled-images'
import type { OwnDataOptions } from './own-data-options'

/** An array and how errors call it. */
export interface NamedArray {
  readonly label: string
  readonly array: Tensor
}

/** Images and labels from two arrays. @throws DatasetError that names the array and the row */
export function imagesOfArrays(
  images: NamedArray,
  labels: NamedArray,
  options: Pick<OwnDataOptions, 'size'> = {},
): LabelledImages {
  const { height, width, channels, values } = imageLayout(images, options)
  const count = images.array.shape[0]
  const names = labelsOf(labels)
  if (names.length !== count) {
    throw new DatasetError(
      `${labels.label}: expected ${count} labels, one for each image of ${images.label}, found ${names.length}`,
    )
  }
  const bytes = bytesOf(values, images.label, values.length / Math.max(count, 1))
  const pixels = channels === 1 ? bytes : grayOf(bytes, channels)
  return { pixels, height, width, labels: names, nameOf: (row) => `${labels.label} row ${row}` }
}

function imageLayout({ label, array }: NamedArray, { size }: Pick<OwnDataOptions, 'size'>) {
  const { shape } = array
  const isChannels = (axis: number) => [1, 3, 4].includes(shape[axis])
  if (shape.length === 2) {
    const side = Math.round(Math.sqrt(shape[1]))
    const given = size === undefined ? [side, side] : sizeOf(size)
    const [height, width] = side * side === shape[1] ? [side, side] : given
    if (height * width === shape[1]) return { height, width, channels: 1, values: flat(array) }
  } else if (shape.length === 3)
    return { height: shape[1], width: shape[2], channels: 1, values: flat(array) }
  else if (shape.length === 4 && isChannels(3))
    return { height: shape[1], width: shape[2], channels: shape[3], values: flat(array) }
  else if (shape.length === 4 && isChannels(1)) {
    const [, channels, height, width] = shape
    return { height, width, channels, values: flat(permuteDims(array, [0, 2, 3, 1])) }
  }
  throw new DatasetError(
    `${label}: expected images [n, height, width], [n, height, width, channels] or [n, pixels], found [${shape.join(', ')}]`,
  )
}

function flat(array: Tensor): ArrayLike<number> {
  return array.toTypedArray() as ArrayLike<number>
}

/** The values as bytes. Fractions from 0 to 1 are multiplied by 255. */
function bytesOf(values: ArrayLike<number>, label: string, perImage: number): Uint8Array {
  if (values instanceof Uint8Array) return values
  let [largest, isWhole] = [0, true]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!(value >= 0 && value <= 255)) {
      throw new DatasetError(
        `${label} row ${Math.floor(i / perImage)}: expected values from 0 to 255, or from 0 to 1, found ${value}`,
      )
    }
    largest = Math.max(largest, value)
    isWhole &&= Number.isInteger(value)
  }
  const scale = largest <= 1 && !(isWhole && largest === 0) ? 255 : 1
  const bytes = new Uint8Array(values.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = values[i] * scale + 0.5
  return bytes
}

/** Brightness of pixels of 3 or 4 channels (Rec. 601); the fourth, alpha, is ignored. */
function grayOf(bytes: Uint8Array, channels: number): Uint8Array {
  return Uint8Array.from({ length: bytes.length / channels }, (_, pixel) => {
    const at = pixel * channels
    return 0.299 * bytes[at] + 0.587 * bytes[at + 1] + 0.114 * bytes[at + 2] + 0.5
  })
}

function labelsOf({ label, array }: NamedArray): string[] {
  const { shape, dtype } = array
  const isList = shape.length === 1 || (shape.length === 2 && shape[1] === 1)
  if (!isList) {
    throw new DatasetError(
      `${label}: expected labels [n] or [n, 1], found ${dtype} [${shape.join(', ')}]`,
    )
  }
  return Array.from(flat(array), (value, row) => {
    if (Number.isSafeInteger(value) && value >= 0) return String(value)
    throw new DatasetError(`${label} row ${row}: expected an integer of at least 0, found ${value}`)
  })
}
