import { gzipSync } from 'node:zlib'
import { idxItemSize, idxTypes } from '../../src/idx/idx-type'

/** Gives whole numbers from 0 to n - 1, the same for the same seed (mulberry32). */
type Random = (n: number) => number

function randomSource(seed: number): Random {
  let state = seed
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word = (word + Math.imul(word ^ (word >>> 7), word | 61)) ^ word
    return Math.floor((((word ^ (word >>> 14)) >>> 0) / 2 ** 32) * n)
  }
}

/** A sound IDX file of any type and a small shape. */
function soundFile(random: Random): Uint8Array {
  const [type, dtype] = [...idxTypes][random(idxTypes.size)]
  const shape = Array.from({ length: 1 + random(4) }, () => random(6))
  const size = shape.reduce((product, length) => product * length, idxItemSize[dtype])
  const bytes = new Uint8Array(4 + 4 * shape.length + size).map(() => random(256))
  bytes.set([0, 0, type, shape.length])
  shape.forEach((length, axis) => {
    new DataView(bytes.buffer).setUint32(4 + 4 * axis, length)
  })
  return bytes
}

const damages: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  // cut short
  (bytes, random) => bytes.slice(0, random(bytes.length + 1)),
  // too long
  (bytes, random) =>
    Uint8Array.of(...bytes, ...new Uint8Array(1 + random(9)).map(() => random(256))),
  // bytes altered anywhere
  (bytes, random) => bytes.map((byte) => (random(20) === 0 ? random(256) : byte)),
  // lengths in the header that are tiny or huge
  (bytes, random) =>
    bytes.map((byte, i) => (i < 24 && random(4) === 0 ? [0, 1, 127, 255][random(4)] : byte)),
  // a few bytes missing
  (bytes, random) => {
    const from = random(bytes.length + 1)
    return Uint8Array.of(...bytes.slice(0, from), ...bytes.slice(from + random(5)))
  },
]

/** `count` IDX files, half of them compressed, most of them damaged before that or after. */
export function* brokenFiles(count: number, seed = 1): Generator<Uint8Array<ArrayBuffer>> {
  const random = randomSource(seed)
  for (let i = 0; i < count; i++) {
    let bytes = soundFile(random)
    if (random(2) === 0) bytes = damages[random(damages.length)](bytes, random)
    if (random(2) === 0) bytes = gzipSync(bytes, { level: random(10) })
    if (random(2) === 0) bytes = damages[random(damages.length)](bytes, random)
    yield new Uint8Array(bytes)
  }
}
