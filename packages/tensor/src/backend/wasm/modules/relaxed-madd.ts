const LOCAL_GET = 0x20
const NOP = 0x01
const SIMD = 0xfd
/** The second bytes of a vector multiplication of float32 and of the two fused operations. */
const MUL_F32 = 0xe6
const RELAXED_MADD_F32 = 0x85
const RELAXED_MADD_F64 = 0x87

/**
 * A module whose products round once instead of twice: writes relaxed_madd over each multiplication
 * (3 bytes), the local.get after it (2) and the addition (3).
 * @param fusable the positions of the multiplications, as differences
 */
export function withRelaxedMadd(
  binary: Uint8Array,
  fusable: readonly number[],
): Uint8Array<ArrayBuffer> {
  const fused = new Uint8Array(binary)
  let at = 0
  for (const step of fusable) {
    at += step
    const operation = binary[at + 1] === MUL_F32 ? RELAXED_MADD_F32 : RELAXED_MADD_F64
    fused.set([LOCAL_GET, binary[at + 4], SIMD, operation, 0x02, NOP, NOP, NOP], at)
  }
  return fused
}

/** A module of one function that calls relaxed_madd on three vectors. */
const PROBE = [
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x08, 0x01, 0x60, 0x03, 0x7b, 0x7b, 0x7b, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x01, 0x20, 0x02, 0xfd, 0x85, 0x02, 0x0b],
]

let supported: boolean | null = null

/** Whether the engine supports relaxed SIMD, so that products can round once. */
export function supportsRelaxedMadd(): boolean {
  supported ??= WebAssembly.validate(new Uint8Array(PROBE))
  return supported
}
