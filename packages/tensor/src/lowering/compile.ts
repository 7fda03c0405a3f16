import { reference } from '../backend/reference/reference'
import type { Replay } from '../program/replay'
import type { Call, Trace } from '../program/trace'
import type { Storage } from '../storage'
import type { Tensor } from '../tensor'
import { withoutConstantFills } from './constants'
import type { Context } from './context'
import { encode } from './encode'
import { fuse, type Job } from './fuse'
import { layOut, type ProgramMemory } from './lay-out'
import { lowerCall } from './lower'
import { withPrivateMemory } from './private-memory'
import { ProgramContext } from './program-context'
import type { Residence } from './residence'
import { schedule, type ThreadStage } from './schedule'
import { ALL, type HostTask, type Place, type Task } from './task'
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
  const trace = withPrivateMemory(withoutConstantFills(recorded, kept), kept, residence)
  const context = new ProgramContext(team.threads, trace)
  const jobs = fuse(trace, kept)
  const tasks = jobs.flatMap((job) => tasksOf(context, job))
  const stages = schedule(tasks)
  const memory = layOut(trace, kept, stages, context, residence)
  const guards = jobs.flatMap(({ holds }) => (holds ? [holds] : []))
  return new Program({
    memory,
    actions: stages.map((stage) =>
      'host' in stage ? () => stage.host.run() : runStage(stage, team, residence, memory.addressOf),
    ),
    restored: [...trace.born].flatMap(([storage, contents]) =>
      typeof contents === 'string' ? [] : [{ storage, contents }],
    ),
    checks: tasks.flatMap((task) => ('check' in task && task.check ? [task.check] : [])),
    verifications: tasks.flatMap((task) => ('verify' in task && task.verify ? [task.verify] : [])),
    isValid: () => team === currentTeam() && guards.every((holds) => holds()),
  })
}

/** The parts of a program; see `Task` for checks and verifications. */
interface ProgramParts {
  readonly memory: ProgramMemory
  readonly actions: readonly (() => void)[]
  readonly restored: readonly { storage: Storage; contents: Storage['data'] }[]
  readonly checks: readonly (() => void)[]
  readonly verifications: readonly (() => void)[]
  isValid(): boolean
}

class Program implements Replay {
  readonly parts: ProgramParts

  constructor(parts: ProgramParts) {
    this.parts = parts
  }

  isValid(): boolean {
    return this.parts.isValid()
  }

  run(): void {
    const { checks, restored, actions, verifications } = this.parts
    for (const check of checks) check()
    for (const { storage, contents } of restored) storage.data.set(contents)
    for (const action of actions) action()
    for (const verify of verifications) verify()
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
