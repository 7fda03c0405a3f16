import { gunzip, isGzip } from '../../src/bytes/gunzip'
import { GzipError, IdxError } from '../../src/errors'
import { idxItemSize } from '../../src/idx/idx-type'
import { parseIdx } from '../../src/idx/parse-idx'

/** Far more than any of the broken files rightly holds. */
const LIMIT = 100_000

/**
 * Reads a file that may be broken. It must be refused with a named error, or give exactly what its
 * header says; anything else is thrown.
 */
export async function survive(bytes: Uint8Array<ArrayBuffer>): Promise<'read' | 'refused'> {
  try {
    const raw = isGzip(bytes) ? await gunzip(bytes, { limit: LIMIT }) : bytes
    const { shape, dtype, data } = parseIdx(raw)
    const size = shape.reduce((product, length) => product * length, 1)
    const isExact =
      data.length === size && 4 + 4 * shape.length + size * idxItemSize[dtype] === raw.length
    if (!isExact) throw new Error(`[${shape}] of ${dtype} was read from ${raw.length} bytes`)
    return 'read'
  } catch (error) {
    if (error instanceof IdxError || error instanceof GzipError) return 'refused'
    throw error
  }
}
