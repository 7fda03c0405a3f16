/**
 * Multiplies and adds in registers alone: the most that 128-bit code can reach on this machine, to
 * which the products are compared. Seven chains `m *= factor` and seven `s += m` are independent
 * enough to hide the latency of both units; `factor` is an argument so that no compiler folds it.
 * One round is 7 multiplications and 7 additions of 4 floats: 56 operations.
 */
export function peakF32(rounds: i32, factor: f32, out: usize): void {
  const f = f32x4.splat(factor)
  let m0 = f32x4.splat(factor), m1 = m0, m2 = m0, m3 = m0, m4 = m0, m5 = m0, m6 = m0
  let s0 = f32x4.sub(m0, f), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0
  for (let i = 0; i < rounds; i++) {
    s0 = f32x4.add(s0, m0)
    m0 = f32x4.mul(m0, f)
    s1 = f32x4.add(s1, m1)
    m1 = f32x4.mul(m1, f)
    s2 = f32x4.add(s2, m2)
    m2 = f32x4.mul(m2, f)
    s3 = f32x4.add(s3, m3)
    m3 = f32x4.mul(m3, f)
    s4 = f32x4.add(s4, m4)
    m4 = f32x4.mul(m4, f)
    s5 = f32x4.add(s5, m5)
    m5 = f32x4.mul(m5, f)
    s6 = f32x4.add(s6, m6)
    m6 = f32x4.mul(m6, f)
  }
  const low = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3))
  v128.store(out, f32x4.add(low, f32x4.add(f32x4.add(s4, s5), s6)))
}
