import { crc32 } from '../checkpoint/crc32'
import { TrainerError } from '../errors'
import type { Module } from '../module'
import type { Ranks } from './ranks'

/** What must be the same on all ranks when a run begins. */
interface Start {
  readonly model: Module
  readonly steps: number
  readonly stepsPerEpoch: number
  readonly epochs: number
  readonly parts: number
}

/**
 * Compares the beginnings of a run on all ranks, which would otherwise train apart without notice.
 * @throws TrainerError on every rank, naming what differs and the first rank that differs from rank 0
 */
export function requireEqualStart(ranks: Ranks, start: Start): void {
  if (ranks.size === 1) return
  const { model, steps, stepsPerEpoch, epochs, parts } = start
  const own = {
    parts,
    epochs,
    'steps per epoch': stepsPerEpoch,
    'steps taken before': steps,
    'checksum of the weights': checksum(model),
  }
  const names = Object.keys(own)
  const all = new Float64Array(ranks.size * names.length)
  all.set(Object.values(own), ranks.rank * names.length)
  ranks.sum(all)
  const place = all.findIndex((value, i) => value !== all[i % names.length])
  if (place < 0) return
  const [rank, name] = [Math.floor(place / names.length), names[place % names.length]]
  throw new TrainerError(
    `fit: ranks start differently: ${name} is ${all[place % names.length]} on rank 0 and ${all[place]} on rank ${rank}; ` +
      'start every rank with the same options, data, seed and checkpoint',
  )
}

function checksum(model: Module): number {
  const contents = Object.values(model.stateDict()).map((tensor) => tensor.toTypedArray())
  return crc32(
    ...contents.map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  )
}
