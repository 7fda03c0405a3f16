import type { Trace } from '../program/trace'
import type { Storage } from '../storage'
import { planMemory } from './plan-memory'
import type { ProgramContext } from './program-context'
import type { Arena, Residence } from './residence'
import type { Stage } from './schedule'
import type { Block, HostTask, Place, Task } from './task'

/** Where a program's blocks lie; what it refers to stays allocated as long as the program does. */
export interface ProgramMemory {
  readonly arena: Arena
  readonly storages: readonly Storage[]
  addressOf(place: Place): number
}

/** Moves all memory of a program into place, and tells where each block came to lie. */
export function layOut(
  { born }: Trace,
  kept: ReadonlySet<Storage>,
  stages: readonly Stage[],
  context: ProgramContext,
  residence: Residence,
): ProgramMemory {
  const isTemporary = ({ storage }: Block) =>
    storage === null || (born.get(storage) === 'overwritten' && !kept.has(storage))
  const isOutside = ({ storage }: Block) => storage !== null && !born.has(storage)
  const moments = stages.flatMap((stage) =>
    'host' in stage ? [blocksOf([stage.host])] : stage.steps.map(({ tasks }) => blocksOf(tasks)),
  )
  const inside = moments.map((blocks) => blocks.filter((block) => !isOutside(block)))
  const permanent = [...context.blocks].filter((block) => !isOutside(block) && !isTemporary(block))
  const plan = planMemory(inside, permanent)
  const arena = residence.arena(plan.bytes)
  for (const [{ storage }, offset] of plan.offsets) {
    if (storage !== null) residence.place(storage, arena, offset)
  }
  return {
    arena,
    storages: [...context.blocks].flatMap(({ storage }) => storage ?? []),
    addressOf({ block, offset }) {
      const planned = plan.offsets.get(block)
      if (planned !== undefined) return arena.address + planned + offset
      return residence.addressOf(block.storage as Storage) + offset
    },
  }
}

function blocksOf(tasks: readonly (Task | HostTask)[]): Block[] {
  return tasks.flatMap((task) => [
    ...[...task.reads, ...task.writes].map(({ block }) => block),
    ...('scratch' in task ? (task.scratch ?? []) : []),
  ])
}
