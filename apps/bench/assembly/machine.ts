/**
 * Six chains of multiplications and six of additions, 128 bits wide, that never leave the registers:
 * independent enough to hide both latencies, few enough for 16 registers. One round is 12 operations
 * on 4 floats: 48. The factors are arguments, so that no compiler can fold them.
 */
export function multiplyAdd(rounds: i32, factor: f32, term: f32): f32 {
  const f = f32x4.splat(factor)
  const t = f32x4.splat(term)
  let m0 = f, m1 = f, m2 = f, m3 = f, m4 = f, m5 = f
  let a0 = t, a1 = t, a2 = t, a3 = t, a4 = t, a5 = t
  for (let round = 0; round < rounds; round++) {
    m0 = f32x4.mul(m0, f)
    a0 = f32x4.add(a0, t)
    m1 = f32x4.mul(m1, f)
    a1 = f32x4.add(a1, t)
    m2 = f32x4.mul(m2, f)
    a2 = f32x4.add(a2, t)
    m3 = f32x4.mul(m3, f)
    a3 = f32x4.add(a3, t)
    m4 = f32x4.mul(m4, f)
    a4 = f32x4.add(a4, t)
    m5 = f32x4.mul(m5, f)
    a5 = f32x4.add(a5, t)
  }
  const products = f32x4.add(f32x4.add(m0, m1), f32x4.add(f32x4.add(m2, m3), f32x4.add(m4, m5)))
  const sums = f32x4.add(f32x4.add(a0, a1), f32x4.add(f32x4.add(a2, a3), f32x4.add(a4, a5)))
  return f32x4.extract_lane(f32x4.add(products, sums), 0)
}

/** Twelve chains of multiplications and additions in one, as the products are made of: 96 operations a round. */
export function fusedMultiplyAdd(rounds: i32, factor: f32, term: f32): f32 {
  const f = f32x4.splat(factor)
  const t = f32x4.splat(term)
  let s0 = t
  let s1 = f32x4.add(s0, t)
  let s2 = f32x4.add(s1, t)
  let s3 = f32x4.add(s2, t)
  let s4 = f32x4.add(s3, t)
  let s5 = f32x4.add(s4, t)
  let s6 = f32x4.add(s5, t)
  let s7 = f32x4.add(s6, t)
  let s8 = f32x4.add(s7, t)
  let s9 = f32x4.add(s8, t)
  let s10 = f32x4.add(s9, t)
  let s11 = f32x4.add(s10, t)
  for (let round = 0; round < rounds; round++) {
    s0 = f32x4.relaxed_madd(s0, f, t)
    s1 = f32x4.relaxed_madd(s1, f, t)
    s2 = f32x4.relaxed_madd(s2, f, t)
    s3 = f32x4.relaxed_madd(s3, f, t)
    s4 = f32x4.relaxed_madd(s4, f, t)
    s5 = f32x4.relaxed_madd(s5, f, t)
    s6 = f32x4.relaxed_madd(s6, f, t)
    s7 = f32x4.relaxed_madd(s7, f, t)
    s8 = f32x4.relaxed_madd(s8, f, t)
    s9 = f32x4.relaxed_madd(s9, f, t)
    s10 = f32x4.relaxed_madd(s10, f, t)
    s11 = f32x4.relaxed_madd(s11, f, t)
  }
  s0 = f32x4.add(s0, s6)
  s1 = f32x4.add(s1, s7)
  s2 = f32x4.add(s2, s8)
  s3 = f32x4.add(s3, s9)
  s4 = f32x4.add(s4, s10)
  s5 = f32x4.add(s5, s11)
  const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(f32x4.add(s2, s3), f32x4.add(s4, s5)))
  return f32x4.extract_lane(sum, 0)
}

/** Copies `bytes` bytes, a multiple of 64, from address 0 to address `bytes`, 64 at a time. */
export function copyUp(bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    v128.store(bytes + i, v128.load(i))
    v128.store(bytes + i, v128.load(i, 16), 16)
    v128.store(bytes + i, v128.load(i, 32), 32)
    v128.store(bytes + i, v128.load(i, 48), 48)
  }
}
