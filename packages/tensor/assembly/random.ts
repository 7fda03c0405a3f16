import { normal64 } from './host'
import { F32, F64, sizeOf, writeFloat } from './types'

/*
 * out[i] = number i of the counter-based generator whose `state` is int32 [4]: key (2 words), counter (2), for
 * the adjacent elements [begin, end). Block b of Philox4x32-10 (Salmon et al., SC 2011) has the counter
 * counter + b and gives four words w, of which come
 *
 *   uniform   two numbers in [0, 1): the upper 24 bits of w0 and of w2 (float32), or 53 bits of w0 w1 and of w2 w3
 *   normal    two numbers, by Box and Muller from 1 - uniform(w0 w1) and uniform(w2 w3) of 53 bits (host.ts)
 *   bits      all four
 *
 * so any part can be had without what is before it, with the bits of the reference backend. `advance` moves
 * the counter on by `blocks`.
 */
const UNIFORM: i32 = 0

let w0: u32 = 0
let w1: u32 = 0
let w2: u32 = 0
let w3: u32 = 0

function philox(state: usize, block: u64): void {
  const counter = load<u64>(state, 8) + block
  let k0 = load<u32>(state)
  let k1 = load<u32>(state, 4)
  let c0 = <u32>counter, c1 = <u32>(counter >> 32), c2: u32 = 0, c3: u32 = 0
  for (let round = 0; round < 10; round++) {
    const p0 = <u64>0xd2511f53 * <u64>c0
    const p1 = <u64>0xcd9e8d57 * <u64>c2
    c0 = <u32>(p1 >> 32) ^ c1 ^ k0
    c1 = <u32>p1
    c2 = <u32>(p0 >> 32) ^ c3 ^ k1
    c3 = <u32>p0
    k0 += 0x9e3779b9
    k1 += 0xbb67ae85
  }
  w0 = c0
  w1 = c1
  w2 = c2
  w3 = c3
}

/** A number in [0, 1) from the upper bits of two words. */
function fraction(type: i32, high: u32, low: u32): f64 {
  if (type == F32) return <f64>(high >> 8) * (1.0 / 16777216)
  return (<f64>(high >> 5) * 67108864 + <f64>(low >> 6)) * (1.0 / 9007199254740992)
}

/** Floats of the type `type`. */
export function random(distribution: i32, type: i32, state: usize, out: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i++) {
    const isSecond = (i & 1) != 0
    if (!isSecond || i == begin) philox(state, <u64>(i >> 1))
    let number: f64
    if (distribution == UNIFORM) number = isSecond ? fraction(type, w2, w3) : fraction(type, w0, w1)
    else number = normal64(1 - fraction(F64, w0, w1), fraction(F64, w2, w3), isSecond)
    writeFloat(type, out + i * sizeOf(type), number)
  }
}

export function randomBits(state: usize, out: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i++) {
    const place = i & 3
    if (place == 0 || i == begin) philox(state, <u64>(i >> 2))
    store<u32>(out + (<usize>i << 2), place < 2 ? (place == 0 ? w0 : w1) : place == 2 ? w2 : w3)
  }
}

export function advance(state: usize, blocks: i32): void {
  store<u64>(state, load<u64>(state, 8) + <u64>blocks, 8)
}
