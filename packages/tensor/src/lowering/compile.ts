import { reference } from '../backend/reference/reference'
import type { Replay } from '../program/replay'
import type { Call, Trace } from '../program/trace'
import type { Storage } from '../storage'
import type { Tensor } from '../tensor'
import { withoutConstantFills } from './constants'
import type { Context } from './context'
import { encode } from './encode'
import { fuse, type Job } from './fuse'
import { lowerCall } from './lower'
import { planMemory } from './plan-memory'
import type { Residence } from './residence'
import { type Stage, schedule, type ThreadStage } from './schedule'
import { ALL, type Block, type HostTask, type Place, type Task } from './task'
import type { Team } from './team'
import { touchedBy } from './uses'

/**
 * Makes a program of a trace: joins calls, turns them into kernel calls for each thread, lays their
 * memory out in one arena, and encodes them. Calls without a compiled kernel run on the host.
 * @param kept memory born in the trace that is read from outside after a run
 */
export function compile(
  recorded: Trace,
  kept: ReadonlySet<Storage>,
  residence: Residence,
  currentTeam: () => Team,
): Replay {
  const team = currentTeam()
  const trace = withoutConstantFills(recorded)
  const context = new ProgramContext(team.threads, trace)
  const jobs = fuse(trace, kept)
  const tasks = jobs.flatMap((job) => tasksOf(context, job))
  const stages = schedule(tasks)
  const addressOf = layOut(trace, kept, stages, context, residence)
  const actions = stages.map((stage) =>
    'host' in stage ? () => stage.host.run() : runStage(stage, team, residence, addressOf),
  )
  const restored = [...trace.born].filter(([, contents]) => typeof contents !== 'string')
  const checks = tasks.flatMap((task) => ('check' in task && task.check ? [task.check] : []))
  const verifications = tasks.flatMap((task) =>
    'verify' in task && task.verify ? [task.verify] : [],
  )
  const guards = jobs.flatMap(({ holds }) => (holds ? [holds] : []))
  return {
    isValid: () => team === currentTeam() && guards.every((holds) => holds()),
    run() {
      for (const check of checks) check()
      for (const [storage, contents] of restored) storage.data.set(contents as Storage['data'])
      for (const action of actions) action()
      for (const verify of verifications) verify()
    },
  }
}

class ProgramContext implements Context {
  readonly threads: number
  readonly #blocks = new Map<Storage, Block>()
  readonly #written: ReadonlySet<Storage>

  constructor(threads: number, { calls }: Trace) {
    this.threads = threads
    const written = calls.flatMap((call) => touchedBy(call).writes)
    this.#written = new Set(written.map(({ storage }) => storage))
  }

  get blocks(): Iterable<Block> {
    return this.#blocks.values()
  }

  blockOf({ storage }: Tensor): Block {
    let block = this.#blocks.get(storage)
    if (block === undefined) {
      block = { bytes: storage.data.byteLength, storage }
      this.#blocks.set(storage, block)
    }
    return block
  }

  isKnown({ storage }: Tensor): boolean {
    return !this.#written.has(storage)
  }

  temporary(bytes: number): Block {
    return { bytes, storage: null }
  }

  scratch(bytes: number): readonly Block[] {
    return Array.from({ length: this.threads }, () => this.temporary(bytes))
  }
}

function tasksOf(context: Context, { calls, lower }: Job): readonly (Task | HostTask)[] {
  const fused = lower?.(context)
  if (fused) return [fused]
  return calls.flatMap<Task | HostTask>(
    (call) => lowerCall(context, call) ?? [hostTask(context, call)],
  )
}

function hostTask(context: Context, call: Call): HostTask {
  const { reads, writes } = touchedBy(call)
  const accesses = (tensors: readonly Tensor[]) =>
    tensors.map((tensor) => ({ block: context.blockOf(tensor), share: ALL }))
  const kernel = reference[call.kernel].bind(reference) as (...args: unknown[]) => void
  return { reads: accesses(reads), writes: accesses(writes), run: () => kernel(...call.args) }
}

/** Moves all memory of a program into place, and tells where each block came to lie. */
function layOut(
  { born }: Trace,
  kept: ReadonlySet<Storage>,
  stages: readonly Stage[],
  context: ProgramContext,
  residence: Residence,
): (place: Place) => number {
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
  return ({ block, offset }) => {
    const planned = plan.offsets.get(block)
    if (planned !== undefined) return arena.address + planned + offset
    return residence.addressOf(block.storage as Storage) + offset
  }
}

function blocksOf(tasks: readonly (Task | HostTask)[]): Block[] {
  return tasks.flatMap((task) => [
    ...[...task.reads, ...task.writes].map(({ block }) => block),
    ...('scratch' in task ? (task.scratch ?? []) : []),
  ])
}

function runStage(
  stage: ThreadStage,
  team: Team,
  residence: Residence,
  addressOf: (place: Place) => number,
): () => void {
  const streams = Array.from({ length: team.threads }, (_, t) => encode(stage.steps, t, addressOf))
  const arenas = streams.map((words) => {
    const arena = residence.arena(words.byteLength)
    residence.memory.int32(arena.address, words.length).set(words)
    return arena
  })
  return () => team.run(arenas.map(({ address }) => address))
}
