import type { OnReplay, ReplayPart } from '../../../capture/on-replay'
import type { Replay } from '../../../capture/replay'
import type { Call, Trace } from '../../../capture/trace'
import type { Storage } from '../../../core/storage'
import { reference } from '../../reference/reference'
import type { ResidentStorage } from '../memory/resident-storage'
import type { ThreadPool } from '../threads/thread-pool'
import { buildStage } from './emit/stage'
import { lowerCall } from './lower/lower-call'
import { type ProgramMemory, placeBlocks } from './memory/place-blocks'
import { withoutConstantFills } from './optimize/constant-fills'
import { operandsOf } from './optimize/def-use'
import { fuse, type Job } from './optimize/fusion'
import { renameTemporaries } from './optimize/rename-temporaries'
import { ProgramContext } from './program-context'
import { schedule } from './schedule'
import { type Context, wholesOf } from './tasks/lowering-context'
import type { HostTask, Task } from './tasks/task'

export interface CompileOptions {
  /** Memory born in the trace that is read from outside after a run. */
  readonly kept: ReadonlySet<Storage>
  readonly residentStorage: ResidentStorage
  readonly currentPool: () => ThreadPool
  readonly onReplay: OnReplay | undefined
}

/**
 * Makes a program of a trace: joins calls, turns them into kernel calls for each thread, lays their
 * memory out in one arena, and encodes them. Calls without a compiled kernel run on the host.
 */
export function compile(
  recorded: Trace,
  { kept, residentStorage, currentPool, onReplay }: CompileOptions,
): Replay {
  const pool = currentPool()
  const trace = renameTemporaries(withoutConstantFills(recorded, kept), kept, residentStorage)
  const context = new ProgramContext(pool.threads, residentStorage.memory.wide, trace)
  const jobs = fuse(trace, kept)
  const callsOf = new Map<Task | HostTask, readonly Call[]>()
  const tasks = jobs.flatMap((job) => {
    const made = tasksOf(context, job)
    for (const task of made) callsOf.set(task, job.calls)
    return made
  })
  const stages = schedule(tasks)
  const memory = placeBlocks(trace, kept, stages, context, residentStorage)
  const guards = jobs.flatMap(({ holds }) => (holds ? [holds] : []))
  return new Program({
    memory,
    actions: stages.map((stage) =>
      buildStage(stage, {
        pool,
        residentStorage,
        addressOf: memory.addressOf,
        callsOf,
        timed: !!onReplay,
      }),
    ),
    onReplay,
    restored: [...trace.born].flatMap(([storage, contents]) =>
      typeof contents === 'string' ? [] : [{ storage, contents }],
    ),
    checks: tasks.flatMap((task) => ('check' in task && task.check ? [task.check] : [])),
    verifications: tasks.flatMap((task) => ('verify' in task && task.verify ? [task.verify] : [])),
    isValid: () => pool === currentPool() && guards.every((holds) => holds()),
  })
}

/** The parts of a program; see `Task` for checks and verifications. */
interface ProgramParts {
  readonly memory: ProgramMemory
  readonly actions: readonly (() => readonly ReplayPart[])[]
  readonly onReplay: OnReplay | undefined
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
    const { checks, restored, actions, verifications, onReplay } = this.parts
    for (const check of checks) check()
    for (const { storage, contents } of restored) storage.data.set(contents)
    if (onReplay) onReplay(actions.flatMap((action) => action()))
    else for (const action of actions) action()
    for (const verify of verifications) verify()
  }
}

function tasksOf(context: Context, { calls, lower }: Job): readonly (Task | HostTask)[] {
  const fused = lower?.(context)
  if (fused) return [fused].flat()
  return calls.flatMap<Task | HostTask>(
    (call) => lowerCall(context, call) ?? [hostTask(context, call)],
  )
}

function hostTask(context: Context, call: Call): HostTask {
  const { reads, writes } = operandsOf(call)
  const kernel = reference[call.kernel].bind(reference) as (...args: unknown[]) => void
  return {
    reads: wholesOf(context, reads),
    writes: wholesOf(context, writes),
    run: () => kernel(...call.args),
  }
}
