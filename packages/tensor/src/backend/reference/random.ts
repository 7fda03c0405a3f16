import type { View } from '../../core/view'
import type { Distribution } from '../backend'
import { forEachPosition } from './for-each-row'
import { philox } from './philox'

/** A number in [0, 1) from the upper bits of two words: 53 of them, or 24 for a float32. */
function fraction(high: number, low: number, single: boolean): number {
  if (single) return (high >>> 8) * 2 ** -24
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53
}

/**
 * Two independent normal numbers from two uniform ones in (0, 1] and [0, 1).
 * Source: Box and Muller, 1958.
 */
function normals(words: Uint32Array): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - fraction(words[0], words[1], false)))
  const angle = 2 * Math.PI * fraction(words[2], words[3], false)
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}

/** The numbers that one block of four words gives. */
function draw(distribution: Distribution, words: Uint32Array, single: boolean): readonly number[] {
  switch (distribution) {
    case 'uniform':
      return [fraction(words[0], words[1], single), fraction(words[2], words[3], single)]
    case 'normal':
      return normals(words)
    case 'bits':
      return [words[0], words[1], words[2], words[3]]
  }
}

export function random(distribution: Distribution, state: View, out: View): void {
  const [key0, key1, counter0, counter1] = Array.from(
    { length: 4 },
    (_, i) => state.data[state.offset + i * state.strides[0]] >>> 0,
  )
  const words = new Uint32Array(4)
  let [low, high] = [counter0, counter1]
  let numbers: readonly number[] = []
  let used = 0
  forEachPosition(out.shape, [out], ([to]) => {
    if (used === numbers.length) {
      philox(key0, key1, low, high, words)
      low = (low + 1) % 2 ** 32
      if (low === 0) high = (high + 1) % 2 ** 32
      numbers = draw(distribution, words, out.dtype === 'float32')
      used = 0
    }
    out.data[to] = numbers[used++]
  })
  state.data[state.offset + 2 * state.strides[0]] = low
  state.data[state.offset + 3 * state.strides[0]] = high
}
