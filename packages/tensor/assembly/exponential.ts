/*
 * exp, log, tanh and what follows from them, of four float32, by range reduction and a polynomial. Errors are
 * the largest over all float32 (of the last five: over every eleventh, and over all near the largest), in units of
 * the last place of the result (of the least normal ones where it is smaller):
 *
 *   exp       0.991   x = n ln 2 + r, |r| <= ln 2 / 2; e^r = 1 + r + r^2 P(r); times 2^n in two exact halves.
 *   log       0.830   x = 2^e m, m in [sqrt 1/2, sqrt 2), f = m - 1; log(1 + f) = f - f^2/2 + f^3 P(f); plus e ln 2.
 *   tanh      1.331   |x| < 5/8: x + x^3 P(x^2); else 1 - 2 / (e^2|x| + 1), with the sign of x.
 *   expm1     1.57    |x| <= 17: 2^n (e^r - 1) + (2^n - 1); beyond e^x - 1.
 *   log1p     1.44    u = 1 + x rounded; log u + (x - (u - 1)) / u, which makes up for the rounding.
 *   sigmoid   2.41    with s = e^-|x|: 1 / (1 + s) for x >= 0, s / (1 + s) below.
 *   softplus  1.99    max(x, 0) + log1p(e^-|x|).
 *   erf       1.34    |x| < 0.92: x + x P(x^2); else 1 - e^Q(|x|), with the sign of x.
 *
 * ln 2 is taken in two parts, the first of which times any n or e is exact. The polynomials are those of
 * Cephes (S. Moshier, expf, logf, tanhf), but for erf. NaN stays NaN; exp overflows to infinity and underflows
 * gradually to 0; log of 0 is -infinity, of a negative number NaN; the zeros of tanh, expm1, log1p and erf
 * keep their sign.
 */

/** Constants lie in memory: V8 would build a vector constant anew at each use. */
const EXP: usize = memory.data<f32>([
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
  1.44269504088896341, // 1 / ln 2
  0.693359375, -2.12194440e-4, // ln 2
  88.8, -104.0, // beyond them the result is infinity or 0
])
const LOG: usize = memory.data<f32>([
  7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
])
const TANH: usize = memory.data<f32>([
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1,
])
/** P and Q of erf: least-maximum polynomials for erf(x) / x - 1 in x^2 and for log erfc(x). */
const ERF: usize = memory.data<f32>([
  8.38238411e-5, -8.14559578e-4, 5.2012857e-3, -2.68594995e-2, 1.12836972e-1, -3.76126349e-1, 1.28379166e-1,
  1.94946726e-4, -3.03369202e-3, 2.21897755e-2, -1.0385637e-1, -6.37265742e-1, -1.12762737, -2.07008881e-4,
])

@inline function constant(table: usize, index: usize): v128 {
  return v128.load32_splat(table + (index << 2))
}

/** p * x + the next coefficient. */
@inline function next(p: v128, x: v128, table: usize, index: usize): v128 {
  return f32x4.add(f32x4.mul(p, x), constant(table, index))
}

/** e^x */
export function exp4(value: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(value, constant(EXP, 9)), constant(EXP, 10))
  const n = f32x4.nearest(f32x4.mul(x, constant(EXP, 6)))
  const p = f32x4.add(powerLess1(x, n), f32x4.splat(1))
  const power = i32x4.trunc_sat_f32x4_s(n)
  const half = i32x4.shr_s(power, 1)
  return f32x4.mul(f32x4.mul(p, powerOf2(half)), powerOf2(i32x4.sub(power, half)))
}

/** e^r - 1 for r = x - n ln 2 */
@inline function powerLess1(x: v128, n: v128): v128 {
  let r = f32x4.sub(x, f32x4.mul(n, constant(EXP, 7)))
  r = f32x4.sub(r, f32x4.mul(n, constant(EXP, 8)))
  let p = constant(EXP, 0)
  p = next(p, r, EXP, 1)
  p = next(p, r, EXP, 2)
  p = next(p, r, EXP, 3)
  p = next(p, r, EXP, 4)
  p = next(p, r, EXP, 5)
  return f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r)
}

/** e^x - 1 */
export function expm14(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, constant(EXP, 6)))
  const power = powerOf2(i32x4.trunc_sat_f32x4_s(n))
  const near = f32x4.add(f32x4.mul(power, powerLess1(x, n)), f32x4.sub(power, f32x4.splat(1)))
  const far = f32x4.sub(exp4(x), f32x4.splat(1))
  const y = v128.bitselect(far, near, f32x4.gt(f32x4.abs(x), f32x4.splat(17)))
  return v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(0)))
}

/** 2^n for whole n from -126 to 127. */
@inline function powerOf2(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23)
}

/** log(x) */
export function log4(x: v128): v128 {
  const zero = f32x4.splat(0)
  const isSmall = f32x4.lt(x, f32x4.splat(1.17549435e-38))
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, isSmall) // 2^23
  // The exponent is that of m in [1/2, 1), or one less where m would be below sqrt 1/2.
  let e = i32x4.sub(i32x4.shr_u(scaled, 23), i32x4.splat(126))
  let m = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000))
  const isLow = f32x4.lt(m, f32x4.splat(0.707106781186547524))
  e = i32x4.sub(i32x4.add(e, isLow), v128.and(isSmall, i32x4.splat(23)))
  m = v128.bitselect(f32x4.add(m, m), m, isLow)
  const exponent = f32x4.convert_i32x4_s(e)
  const f = f32x4.sub(m, f32x4.splat(1))
  const square = f32x4.mul(f, f)
  let p = constant(LOG, 0)
  p = next(p, f, LOG, 1)
  p = next(p, f, LOG, 2)
  p = next(p, f, LOG, 3)
  p = next(p, f, LOG, 4)
  p = next(p, f, LOG, 5)
  p = next(p, f, LOG, 6)
  p = next(p, f, LOG, 7)
  p = next(p, f, LOG, 8)
  let y = f32x4.mul(f32x4.mul(p, f), square)
  y = f32x4.add(y, f32x4.mul(exponent, constant(EXP, 8)))
  y = f32x4.sub(y, f32x4.mul(square, f32x4.splat(0.5)))
  y = f32x4.add(f32x4.add(f, y), f32x4.mul(exponent, constant(EXP, 7)))
  // Neither infinity nor NaN went through, 0 and less gave nonsense.
  y = v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(Infinity)))
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, zero))
  return v128.bitselect(y, f32x4.splat(NaN), f32x4.ge(x, zero))
}

/** tanh(x) */
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x)
  const square = f32x4.mul(x, x)
  let p = constant(TANH, 0)
  p = next(p, square, TANH, 1)
  p = next(p, square, TANH, 2)
  p = next(p, square, TANH, 3)
  p = next(p, square, TANH, 4)
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), x), x)
  const power = exp4(f32x4.add(size, size))
  const far = f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(power, f32x4.splat(1))))
  const value = v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.625)))
  return v128.or(value, v128.and(x, f32x4.splat(-0.0)))
}

/** log(1 + x) */
export function log1p4(x: v128): v128 {
  const one = f32x4.splat(1)
  const u = f32x4.add(x, one)
  const lost = f32x4.div(f32x4.sub(x, f32x4.sub(u, one)), u)
  const isWhole = v128.or(f32x4.le(x, f32x4.splat(-1)), f32x4.eq(x, f32x4.splat(Infinity)))
  const y = f32x4.add(log4(u), v128.andnot(lost, isWhole))
  return v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(0)))
}

/** 1 / (1 + e^-x) */
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1)
  const small = exp4(f32x4.neg(f32x4.abs(x)))
  const above = v128.bitselect(small, one, f32x4.lt(x, f32x4.splat(0)))
  return f32x4.div(above, f32x4.add(one, small))
}

/** log(1 + e^x) */
export function softplus4(x: v128): v128 {
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log1p4(exp4(f32x4.neg(f32x4.abs(x)))))
}

/** 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x */
export function erf4(x: v128): v128 {
  const size = f32x4.abs(x)
  const square = f32x4.mul(x, x)
  let p = constant(ERF, 0)
  p = next(p, square, ERF, 1)
  p = next(p, square, ERF, 2)
  p = next(p, square, ERF, 3)
  p = next(p, square, ERF, 4)
  p = next(p, square, ERF, 5)
  p = next(p, square, ERF, 6)
  const near = f32x4.add(f32x4.mul(p, x), x)
  const end = f32x4.pmin(size, f32x4.splat(3.93))
  let q = constant(ERF, 7)
  q = next(q, end, ERF, 8)
  q = next(q, end, ERF, 9)
  q = next(q, end, ERF, 10)
  q = next(q, end, ERF, 11)
  q = next(q, end, ERF, 12)
  q = next(q, end, ERF, 13)
  const far = f32x4.sub(f32x4.splat(1), exp4(q))
  const value = v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.92)))
  return v128.or(value, v128.and(x, f32x4.splat(-0.0)))
}

/** log of one number. */
@inline export function log1(x: f32): f32 {
  return f32x4.extract_lane(log4(f32x4.splat(x)), 0)
}
