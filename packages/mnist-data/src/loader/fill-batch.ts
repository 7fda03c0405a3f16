import type { Tensor } from '@handwritten/tensor'
import { ValueError } from '../errors'
import { requireRow } from './rows'

/** Memory of the caller's that a batch is written to, from its beginning on. */
export interface BatchMemory {
  /** One number a pixel, in the loader's `dtype`. */
  readonly inputs: Float32Array | Float64Array
  /** Class numbers as int32, or what `targetTransform` makes of them in its own type. */
  readonly labels: Int32Array | Float32Array | Float64Array
}

/** A part of a batch and the memory for it. */
interface Destination {
  readonly name: string
  readonly dtype: string
  readonly size: number
  readonly memory: ArrayLike<number>
}

/** Throws unless the memory is of the type of the part and has room for it. */
export function requireRoom({ name, dtype, size, memory }: Destination): void {
  const found = memory.constructor.name.replace(/Array$/, '').toLowerCase()
  if (found === dtype && memory.length >= size) return
  throw new ValueError(
    `DataLoader.fill: ${name} needs room for ${size} numbers of ${dtype}, ` +
      `found ${memory.length} of ${found}`,
  )
}

/**
 * Writes the images (uint8 [n, height, width]) at `rows` behind each other, each byte as what
 * `values` has for it.
 */
export function fillPixels(
  images: Tensor,
  rows: ArrayLike<number>,
  values: ArrayLike<number>,
  target: Float32Array | Float64Array,
): void {
  const { data, offset } = images
  const [count, height, width] = images.shape
  const [step, down, across] = images.strides
  let to = 0
  for (let i = 0; i < rows.length; i++) {
    requireRow(rows[i], count)
    for (let y = 0; y < height; y++) {
      let from = offset + rows[i] * step + y * down
      for (let x = 0; x < width; x++, from += across) target[to++] = values[data[from]]
    }
  }
}
