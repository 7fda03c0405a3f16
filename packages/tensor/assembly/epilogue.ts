import { positive, positives } from './lanes'

/*
 * How a finished sum s becomes an element of C. `extra` is a bias or a mask beside C (with row stride 0
 * for a bias row), or the address of a float64 rate. A NaN stays NaN, but where a mask drops it.
 */
export const STORE: i32 = 0 // C = s
export const ACCUMULATE: i32 = 1 // C = C + s
export const ADD: i32 = 2 // C = s + extra
export const ADD_RELU: i32 = 3 // C = max(s + extra, 0)
export const RELU: i32 = 4 // C = max(s, 0)
export const MASK: i32 = 5 // C = extra > 0 ? s : 0
export const DESCEND: i32 = 6 // C = C - rate * s

@inline export function finishVector<T>(s: v128, c: usize, extra: usize, epilogue: i32, rate: v128): v128 {
  if (epilogue == STORE) return s
  if (epilogue == ACCUMULATE) return v128.add<T>(v128.load(c), s)
  if (epilogue == ADD) return v128.add<T>(s, v128.load(extra))
  if (epilogue == ADD_RELU) return positives<T>(v128.add<T>(s, v128.load(extra)))
  if (epilogue == RELU) return positives<T>(s)
  if (epilogue == MASK) return v128.and(s, v128.gt<T>(v128.load(extra), v128.splat<T>(0)))
  return v128.sub<T>(v128.load(c), v128.mul<T>(rate, s))
}

/** Finishes and writes the 32 float32 of eight vectors, without a matrix beside them. */
@inline export function finish32(
  s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, s6: v128, s7: v128, c: usize, epilogue: i32, rate: f32,
): void {
  if (epilogue == DESCEND) write32(s0, s1, s2, s3, s4, s5, s6, s7, c, DESCEND, f32x4.splat(rate))
  else if (epilogue == RELU) write32(s0, s1, s2, s3, s4, s5, s6, s7, c, RELU, f32x4.splat(0))
  else if (epilogue == ACCUMULATE) write32(s0, s1, s2, s3, s4, s5, s6, s7, c, ACCUMULATE, f32x4.splat(0))
  else write32(s0, s1, s2, s3, s4, s5, s6, s7, c, STORE, f32x4.splat(0))
}

@inline function write32(
  s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, s6: v128, s7: v128, c: usize, epilogue: i32, rate: v128,
): void {
  v128.store(c, finishVector<f32>(s0, c, 0, epilogue, rate))
  v128.store(c, finishVector<f32>(s1, c + 16, 0, epilogue, rate), 16)
  v128.store(c, finishVector<f32>(s2, c + 32, 0, epilogue, rate), 32)
  v128.store(c, finishVector<f32>(s3, c + 48, 0, epilogue, rate), 48)
  v128.store(c, finishVector<f32>(s4, c + 64, 0, epilogue, rate), 64)
  v128.store(c, finishVector<f32>(s5, c + 80, 0, epilogue, rate), 80)
  v128.store(c, finishVector<f32>(s6, c + 96, 0, epilogue, rate), 96)
  v128.store(c, finishVector<f32>(s7, c + 112, 0, epilogue, rate), 112)
}

@inline export function finishElement<T>(s: T, c: usize, extra: usize, epilogue: i32, rate: T): T {
  if (epilogue == STORE) return s
  if (epilogue == ACCUMULATE) return load<T>(c) + s
  if (epilogue == ADD) return s + load<T>(extra)
  if (epilogue == ADD_RELU) return positive<T>(s + load<T>(extra))
  if (epilogue == RELU) return positive<T>(s)
  if (epilogue == MASK) return load<T>(extra) > <T>0 ? s : <T>0
  return load<T>(c) - rate * s
}
