/*
 * Elements of a type that is known when a kernel runs, as float64, which holds all of them exactly. Types are
 * named by their place in the list of src/backend/wasm/compiler/lower/operation-codes.ts.
 */
export const F32: i32 = 0
export const F64: i32 = 1
export const I32: i32 = 2
export const BOOL: i32 = 4

export function sizeOf(type: i32): i32 {
  return type == F64 ? 8 : type == F32 || type == I32 ? 4 : 1
}

export function read(type: i32, at: usize): f64 {
  if (type == F32) return <f64>load<f32>(at)
  if (type == F64) return load<f64>(at)
  return type == I32 ? <f64>load<i32>(at) : <f64>load<u8>(at)
}

/** Writes a float32 or float64, rounded once. */
@inline export function writeFloat(type: i32, at: usize, value: f64): void {
  if (type == F32) store<f32>(at, <f32>value)
  else store<f64>(at, value)
}
