import type { Ranks } from '@handwritten/nn'

/** Two bytes at a time, as numbers that a float32 holds exactly. */
const BYTES_OF_WORD = 2

/** Copies bytes from rank 0 to all ranks; what other ranks pass is ignored. */
export function broadcast(ranks: Ranks, own: Uint8Array): Uint8Array {
  if (ranks.size === 1) return own
  const isSource = ranks.rank === 0
  const length = Float64Array.of(isSource ? own.length : 0)
  ranks.sum(length)
  const bytes = new Uint8Array(Math.ceil(length[0]! / BYTES_OF_WORD) * BYTES_OF_WORD)
  if (isSource) bytes.set(own)
  const words = new Float32Array(new Uint16Array(bytes.buffer))
  ranks.sum(words)
  return new Uint8Array(new Uint16Array(words).buffer, 0, length[0])
}

/** Collects a text from every rank, in their order; every rank receives all of them. */
export function gatherTexts(ranks: Ranks, own: string, room = 256): string[] {
  const words = new Float32Array(ranks.size * room)
  words.set(new TextEncoder().encode(own).subarray(0, room), ranks.rank * room)
  ranks.sum(words)
  return Array.from({ length: ranks.size }, (_, rank) => {
    const bytes = new Uint8Array(words.subarray(rank * room, (rank + 1) * room))
    return new TextDecoder().decode(bytes).replace(/\0+$/, '')
  })
}
