import { FormatError } from '../core/errors'
import type { Tensor } from '../core/tensor'
import { decodeNpy, encodeNpy } from './npy'
import { readZip, unpack } from './zip-reader'
import { writeZip } from './zip-writer'

const ending = '.npy'

/**
 * Reads an .npz archive, as `numpy.savez` and `numpy.savez_compressed` write it: arrays by name.
 * @throws FormatError when the archive, its directory, a checksum or an array is not as it says.
 */
export async function decodeNpz(bytes: Uint8Array): Promise<Record<string, Tensor>> {
  const tensors = new Map<string, Tensor>()
  for (const entry of readZip(bytes)) {
    if (!entry.name.endsWith(ending)) {
      throw new FormatError(`decodeNpz: expected only arrays, found the file '${entry.name}'`)
    }
    const name = entry.name.slice(0, -ending.length)
    if (tensors.has(name)) throw new FormatError(`decodeNpz: '${name}' is in the archive twice`)
    tensors.set(name, decodeNpy(await unpack(entry)))
  }
  return Object.fromEntries(tensors)
}

/** The bytes of an .npz archive, not compressed, as `numpy.load` reads it. */
export function encodeNpz(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  return writeZip(
    Object.entries(tensors).map(([name, x]) => ({ name: name + ending, bytes: encodeNpy(x) })),
  )
}
