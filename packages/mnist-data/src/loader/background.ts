import { fromTypedArray, type Tensor, take } from '@handwritten/tensor'

/** Images looked at, evenly spread over the set. */
const SAMPLE = 1000

/** From this share on, products that skip the background are faster than dense ones. */
const WORTHWHILE_SHARE = 0.6

/** The byte that most pixels of a set (uint8 [n, ...]) have; null when too few pixels share one. */
export function commonByte(images: Tensor<'uint8'>): number | null {
  const [count] = images.shape
  const looked = Math.min(count, SAMPLE)
  const rows = Int32Array.from({ length: looked }, (_, i) => Math.floor((i * count) / looked))
  const bytes = take(images, fromTypedArray(rows), { axis: 0 }).toTypedArray()
  const counts = new Float64Array(256)
  for (const byte of bytes) counts[byte]++
  const most = counts.indexOf(Math.max(...counts))
  return looked > 0 && counts[most] >= WORTHWHILE_SHARE * bytes.length ? most : null
}
