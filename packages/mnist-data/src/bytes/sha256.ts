import { bytesCheck, checkCall } from '../checks'
import { PlatformError } from '../errors'

/** The SHA-256 of the bytes, in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  checkCall('sha256', arguments, { bytes: bytesCheck })
  const subtle = globalThis.crypto?.subtle
  if (subtle === undefined) {
    throw new PlatformError(
      'sha256: WebCrypto is missing; browsers offer it only to pages served over https or localhost',
    )
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
