import { hostname } from 'node:os'
import type { Ranks } from '@handwritten/nn'
import { RunFailure } from '../training/failure'
import type { RunPlan } from '../training/run-plan'
import { broadcast, gatherTexts } from './broadcast'
import type { RankProcess } from './rank-process'

/**
 * The plan of rank 0, on all ranks: its options decide, and only it reads the checkpoint that is
 * resumed, so hosts need no file system in common.
 * @param makePlan called on rank 0 only
 * @throws RunFailure on rank 0 where the parts of a batch cannot be shared by the ranks
 */
export function sharedPlan(ranks: Ranks, makePlan: () => RunPlan): RunPlan {
  if (ranks.size === 1) return makePlan()
  const own = ranks.rank === 0 ? makePlan() : null
  if (own) requireShare(own.settings.parts, ranks.size)
  const text = broadcast(ranks, new TextEncoder().encode(JSON.stringify(own?.settings ?? null)))
  const bytes = broadcast(ranks, own?.checkpoint ?? new Uint8Array())
  return {
    settings: JSON.parse(new TextDecoder().decode(text)) as RunPlan['settings'],
    checkpoint: bytes.length > 0 ? bytes : null,
  }
}

/** Host and process id of every rank. */
export function processesOf(ranks: Ranks): RankProcess[] {
  return gatherTexts(ranks, `${process.pid} ${hostname()}`).map((text) => {
    const [pid, host] = text.split(' ')
    return { host: host!, pid: Number(pid) }
  })
}

/** Each rank computes as many parts as any other, a power of two. */
function requireShare(parts: number, ranks: number): void {
  if (Number.isInteger(Math.log2(parts / ranks)) && parts >= ranks) return
  const shared = [1, 2, 4, 8].map((each) => each * ranks).join(', ')
  throw new RunFailure(
    'wrong-use',
    `batches of ${parts} ${parts === 1 ? 'part' : 'parts'} cannot be shared by ${ranks} ranks: expected --parts ${shared} and so on; ` +
      'a saved run keeps its parts, so resume it on another number of ranks',
  )
}
