import type { Dice } from './dice'

/** Words that break what counts bytes: the ends of ranges and numbers beside them. */
const words = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff]

const digits = /[0-9]/

type Mutation = (bytes: Uint8Array, dice: Dice) => Uint8Array

const mutations: readonly Mutation[] = [
  flipBit,
  setByte,
  setWord,
  setDigit,
  swapBytes,
  cutOff,
  removePart,
  repeatPart,
]

/** A copy of a file (of at least one byte) with one to four random changes. */
export function mutate(bytes: Uint8Array, dice: Dice): Uint8Array {
  let changed: Uint8Array = bytes.slice()
  for (let left = dice.pick([1, 1, 2, 4]); left > 0 && changed.length > 0; left--) {
    changed = dice.pick(mutations)(changed, dice)
  }
  return changed
}

function flipBit(bytes: Uint8Array, dice: Dice): Uint8Array {
  bytes[dice.below(bytes.length)] ^= 1 << dice.below(8)
  return bytes
}

function setByte(bytes: Uint8Array, dice: Dice): Uint8Array {
  bytes[dice.below(bytes.length)] = dice.below(256)
  return bytes
}

function setWord(bytes: Uint8Array, dice: Dice): Uint8Array {
  const at = dice.below(bytes.length)
  const word = dice.pick(words)
  const size = Math.min(dice.pick([1, 2, 4]), bytes.length - at)
  for (let i = 0; i < size; i++) bytes[at + i] = word >>> (8 * i)
  return bytes
}

/** Headers are texts: a number in one that is another number reaches further than noise does. */
function setDigit(bytes: Uint8Array, dice: Dice): Uint8Array {
  const places = Array.from(bytes.keys()).filter((i) => digits.test(String.fromCharCode(bytes[i])))
  if (places.length > 0) bytes[dice.pick(places)] = 0x30 + dice.below(10)
  return bytes
}

function swapBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  const [a, b] = [dice.below(bytes.length), dice.below(bytes.length)]
  const before = bytes[a]
  bytes[a] = bytes[b]
  bytes[b] = before
  return bytes
}

function cutOff(bytes: Uint8Array, dice: Dice): Uint8Array {
  return bytes.slice(0, dice.below(bytes.length))
}

function removePart(bytes: Uint8Array, dice: Dice): Uint8Array {
  const [begin, end] = part(bytes, dice)
  return Uint8Array.of(...bytes.subarray(0, begin), ...bytes.subarray(end))
}

function repeatPart(bytes: Uint8Array, dice: Dice): Uint8Array {
  const [begin, end] = part(bytes, dice)
  return Uint8Array.of(...bytes.subarray(0, end), ...bytes.subarray(begin))
}

function part(bytes: Uint8Array, dice: Dice): [begin: number, end: number] {
  const begin = dice.below(bytes.length)
  return [begin, Math.min(bytes.length, begin + 1 + dice.below(16))]
}
