import type { Digest } from '../catalog/dataset-spec'
import { md5 } from './md5'
import { sha256 } from './sha256'

/** The digest of the bytes by the algorithm that a publisher chose. */
export async function digestOf(
  bytes: Uint8Array<ArrayBuffer>,
  algorithm: Digest['algorithm'],
): Promise<string> {
  return algorithm === 'md5' ? md5(bytes) : await sha256(bytes)
}
