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

/**
 * Finishes and writes the 32 float32 of eight vectors, without a matrix beside them. All are finished
 * before the first is written: V8 can make one wide vector of two only where no write is between their reads.
 */
@inline export function finish32(
  s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, s6: v128, s7: v128, c: usize, epilogue: i32, rate: f32,
): void {
  if (epilogue == DESCEND) {
    const rates = f32x4.splat(rate)
    s0 = f32x4.sub(v128.load(c), f32x4.mul(rates, s0))
    s1 = f32x4.sub(v128.load(c, 16), f32x4.mul(rates, s1))
    s2 = f32x4.sub(v128.load(c, 32), f32x4.mul(rates, s2))
    s3 = f32x4.sub(v128.load(c, 48), f32x4.mul(rates, s3))
    s4 = f32x4.sub(v128.load(c, 64), f32x4.mul(rates, s4))
    s5 = f32x4.sub(v128.load(c, 80), f32x4.mul(rates, s5))
    s6 = f32x4.sub(v128.load(c, 96), f32x4.mul(rates, s6))
    s7 = f32x4.sub(v128.load(c, 112), f32x4.mul(rates, s7))
  } else if (epilogue == RELU) {
    s0 = positives<f32>(s0)
    s1 = positives<f32>(s1)
    s2 = positives<f32>(s2)
    s3 = positives<f32>(s3)
    s4 = positives<f32>(s4)
    s5 = positives<f32>(s5)
    s6 = positives<f32>(s6)
    s7 = positives<f32>(s7)
  } else if (epilogue == ACCUMULATE) {
    s0 = f32x4.add(v128.load(c), s0)
    s1 = f32x4.add(v128.load(c, 16), s1)
    s2 = f32x4.add(v128.load(c, 32), s2)
    s3 = f32x4.add(v128.load(c, 48), s3)
    s4 = f32x4.add(v128.load(c, 64), s4)
    s5 = f32x4.add(v128.load(c, 80), s5)
    s6 = f32x4.add(v128.load(c, 96), s6)
    s7 = f32x4.add(v128.load(c, 112), s7)
  }
  writeVectors(s0, s1, s2, s3, s4, s5, s6, s7, c)
}

/** Writes eight vectors, one behind the other. */
@inline export function writeVectors(
  s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, s6: v128, s7: v128, c: usize,
): void {
  v128.store(c, s0)
  v128.store(c, s1, 16)
  v128.store(c, s2, 32)
  v128.store(c, s3, 48)
  v128.store(c, s4, 64)
  v128.store(c, s5, 80)
  v128.store(c, s6, 96)
  v128.store(c, s7, 112)
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
