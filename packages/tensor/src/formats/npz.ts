import { anything, describe, numberIn, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { namesCheck, tensorsCheck } from '../core/checks'
import { FormatError } from '../core/errors'
import type { Tensor } from '../core/tensor'
import { ownBytes } from '../core/typed-array'
import { decodeNpy, encodeNpy } from './npy'
import { checkEntry, readZip, unpack, type ZipEntry } from './zip-reader'
import { writeZip } from './zip-writer'

const ending = '.npy'

export interface DecodeNpzOptions {
  /** The arrays to read. Other members are neither unpacked nor checked. Default: all members. */
  names?: readonly string[]
  /**
   * Most bytes that the arrays may have when unpacked, together. Default: 32 MB and 8 bytes for each byte
   * of the archive.
   */
  limit?: number
}

const decodeArguments = {
  bytes: anything(),
  options: optional(
    options<DecodeNpzOptions>({ names: namesCheck, limit: numberIn(0, Number.MAX_SAFE_INTEGER) }),
  ),
}

/**
 * Reads an .npz archive, as `numpy.savez` and `numpy.savez_compressed` write it: arrays by name. With `names`
 * the arrays of an archive can be read beside members that cannot (text, objects, complex numbers).
 * @throws FormatError when the archive, its directory, a checksum or an array is not as it says, and when a
 * member is no array of numbers or booleans, or the arrays exceed the limit; the message names the member.
 */
export async function decodeNpz(
  bytes: Uint8Array,
  options: DecodeNpzOptions = {},
): Promise<Record<string, Tensor>> {
  checkCall('decodeNpz', arguments, decodeArguments)
  const members = arraysOf(readZip(ownBytes('decodeNpz', bytes)), options.names !== undefined)
  const { limit = 32e6 + 8 * bytes.length } = options
  let unpacked = 0
  const tensors: [string, Tensor][] = []
  for (const name of options.names ?? members.keys()) {
    const entry = members.get(name)
    if (entry === undefined) throw missing(name, members)
    checkEntry(entry)
    unpacked += entry.size
    if (unpacked > limit) throw tooLarge(name, unpacked, limit)
    tensors.push([name, decodeMember(name, await unpack(entry))])
  }
  return Object.fromEntries(tensors)
}

/** The arrays of an archive by name; folders are left out. */
function arraysOf(entries: readonly ZipEntry[], skipOthers: boolean): Map<string, ZipEntry> {
  const members = new Map<string, ZipEntry>()
  for (const entry of entries) {
    const isFolder = entry.name.endsWith('/')
    if (!entry.name.endsWith(ending)) {
      if (skipOthers || isFolder) continue
      throw new FormatError(
        `decodeNpz: expected only arrays, found the file ${describe(entry.name)}; give { names } to read arrays beside it`,
      )
    }
    const name = entry.name.slice(0, -ending.length)
    if (members.has(name))
      throw new FormatError(`decodeNpz: ${describe(name)} is in the archive twice`)
    members.set(name, entry)
  }
  return members
}

function tooLarge(name: string, unpacked: number, limit: number): FormatError {
  return new FormatError(
    `decodeNpz: with ${describe(name)} the arrays unpack to ${unpacked} bytes, and ${limit} are allowed; ` +
      'give { limit } to allow more',
  )
}

function missing(name: string, members: ReadonlyMap<string, ZipEntry>): FormatError {
  const found = [...members.keys()].slice(0, 12).join(', ').slice(0, 400) || 'none'
  return new FormatError(`decodeNpz: there is no array ${describe(name)}; the archive has ${found}`)
}

function decodeMember(name: string, bytes: Uint8Array): Tensor {
  try {
    return decodeNpy(bytes)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const problem = error.message.replace(/^decodeNpy: /, '')
    throw new FormatError(
      `decodeNpz: ${describe(name)}: ${problem}; give { names } to read other arrays without it`,
    )
  }
}

const encodeArguments = { tensors: tensorsCheck }

/** The bytes of an .npz archive, not compressed, as `numpy.load` reads it. */
export function encodeNpz(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  checkCall('encodeNpz', arguments, encodeArguments)
  return writeZip(
    Object.entries(tensors).map(([name, x]) => ({ name: name + ending, bytes: encodeNpy(x) })),
  )
}
