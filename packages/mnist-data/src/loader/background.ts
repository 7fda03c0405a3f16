import type { Tensor } from '@handwritten/tensor'
import { fillPixels } from './fill-batch'
import { toRows } from './rows'

/** Images looked at, evenly spread over the set. */
const SAMPLE = 1000

/** From this share on, products that skip the background are faster than dense ones. */
const WORTHWHILE_SHARE = 0.6

/** Some rows of a set of `count` images, by which the set is judged. */
export function sampleRows(count: number): Int32Array {
  const looked = Math.min(count, SAMPLE)
  return Int32Array.from({ length: looked }, (_, i) => Math.floor((i * count) / looked))
}

/** The byte that most pixels of images [n, height, width] have; null when too few pixels share one. */
export function commonByte(images: Tensor<'uint8'>): number | null {
  const [count, height, width] = images.shape
  const rows = sampleRows(count)
  const bytes = new Float32Array(rows.length * height * width)
  fillPixels(images, rows, toRows(256), bytes)
  const counts = new Float64Array(256)
  for (const byte of bytes) counts[byte]++
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b)))
  return bytes.length > 0 && counts[most] >= WORTHWHILE_SHARE * bytes.length ? most : null
}
