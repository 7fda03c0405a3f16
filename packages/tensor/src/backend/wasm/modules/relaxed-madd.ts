import { fusable } from '../../../generated/binary'

const LOCAL_GET = 0x20
const NOP = 0x01
const SIMD = 0xfd
/** The second bytes of a vector multiplication of float32 and of the two fused operations. */
const MUL_F32 = 0xe6
const RELAXED_MADD_F32 = 0x85
const RELAXED_MADD_F64 = 0x87

/**
 * The kernels with products that round once instead of twice: writes relaxed_madd over each
 * multiplication (3 bytes), the getting of a local (2) and the addition (3) that codegen has found.
 */
export function fuse(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const fused = Uint8Array.from(binary)
  let at = 0
  for (const step of fusable) {
    at += step
    const operation = binary[at + 1] === MUL_F32 ? RELAXED_MADD_F32 : RELAXED_MADD_F64
    fused.set([LOCAL_GET, binary[at + 4], SIMD, operation, 0x02, NOP, NOP, NOP], at)
  }
  return fused
}
