import type { Trace } from '../../../../capture/trace'
import type { Storage } from '../../../../core/storage'
import type { Arena, ResidentStorage } from '../../memory/resident-storage'
import type { Stage } from '../tasks/stage'
import type { Block, HostTask, Place, Task } from '../tasks/task'
import { planArena } from './plan-arena'

/** Where a program's blocks lie; what it refers to stays allocated as long as the program does. */
export interface ProgramMemory {
  readonly arena: Arena
  readonly storages: readonly Storage[]
  addressOf(place: Place): number
}

/** Moves all memory of a program into place, and tells where each block came to lie. */
export function placeBlocks(
  { born }: Trace,
  kept: ReadonlySet<Storage>,
  stages: readonly Stage[],
  blocks: readonly Block[],
  residentStorage: ResidentStorage,
): ProgramMemory {
  const verified = verifiedBlocks(stages)
  const isTemporary = (block: Block) =>
    block.storage === null ||
    (born.get(block.storage) === 'overwritten' && !kept.has(block.storage) && !verified.has(block))
  const isOutside = ({ storage }: Block) => storage !== null && !born.has(storage)
  const moments = stages.flatMap((stage) =>
    'host' in stage ? [blocksOf([stage.host])] : stage.steps.map(({ tasks }) => blocksOf(tasks)),
  )
  const inside = moments.map((blocks) => blocks.filter((block) => !isOutside(block)))
  const permanent = blocks.filter((block) => !isOutside(block) && !isTemporary(block))
  const plan = planArena(inside, permanent)
  const arena = residentStorage.arena(plan.bytes)
  for (const [{ storage }, offset] of plan.offsets) {
    if (storage !== null) residentStorage.place(storage, arena, offset)
  }
  return {
    arena,
    storages: blocks.flatMap(({ storage }) => storage ?? []),
    addressOf({ block, offset }) {
      const planned = plan.offsets.get(block)
      if (planned !== undefined) return arena.address + planned + offset
      return residentStorage.addressOf(block.storage as Storage) + offset
    },
  }
}

/** What is looked at when the run is over. */
function verifiedBlocks(stages: readonly Stage[]): Set<Block> {
  const tasks = stages
    .flatMap((stage) => ('host' in stage ? [] : stage.steps))
    .flatMap((step) => step.tasks)
  const verifying = tasks.filter(({ verify }) => verify !== undefined)
  return new Set(verifying.flatMap(({ writes }) => writes.map(({ block }) => block)))
}

function blocksOf(tasks: readonly (Task | HostTask)[]): Block[] {
  return tasks.flatMap((task) => [
    ...[...task.reads, ...task.writes].map(({ block }) => block),
    ...('scratch' in task ? (task.scratch ?? []) : []),
  ])
}
