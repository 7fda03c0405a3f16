/**
 * x * y + s. Two roundings as written; one where the engine can fuse the two operations, which
 * codegen/fused.mjs prepares and src/backend/wasm/modules/kernel-module.ts asks for. An element must be computed by this
 * alone, whatever tile or remainder it falls into, so that any split of the work gives the same bits.
 */
@inline export function multiplyAdd<T>(x: v128, y: v128, s: v128): v128 {
  return v128.add<T>(v128.mul<T>(x, y), s)
}
