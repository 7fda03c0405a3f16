import type { OnReplay, ReplayedCall, ReplayPart } from '../../../capture/on-replay'
import type { Replay } from '../../../capture/replay'
import type { Trace } from '../../../capture/trace'
import type { Storage } from '../../../core/storage'
import { type Call, operandsOf } from '../../kernel'
import { runReference } from '../../reference/reference-executor'
import type { ResidentStorage } from '../memory/resident-storage'
import type { ThreadPool } from '../threads/thread-pool'
import { buildStage } from './emit/stage'
import { type ProgramMemory, placeBlocks } from './memory/place-blocks'
import { withoutConstantFills } from './optimize/constant-fills'
import { fuse, type Job } from './optimize/fusion'
import { renameTemporaries } from './optimize/rename-temporaries'
import { schedule } from './schedule'
import { type LoweringContext, wholesOf } from './tasks/lowering-context'
import { ProgramContext } from './tasks/program-context'
import type { HostTask, Task } from './tasks/task'

export interface CompileOptions {
  /** Memory born in the trace that is read from outside after a run. */
  readonly kept: ReadonlySet<Storage>
  readonly residentStorage: ResidentStorage
  readonly currentPool: () => ThreadPool
  readonly onReplay: OnReplay | undefined
}

/**
 * Compiles a trace to a program, phase by phase: optimize (constant fills, temporaries, dead calls, fusion),
 * lower (calls to tasks, partitioned over threads), schedule (steps between barriers), memory (one arena), and
 * emit (a stream of instructions for each thread). Calls without a compiled kernel run on the host.
 */
export function compile(
  recorded: Trace,
  { kept, residentStorage, currentPool, onReplay }: CompileOptions,
): Replay {
  const pool = currentPool()
  const trace = renameTemporaries(withoutConstantFills(recorded, kept), kept, residentStorage)
  const written = trace.calls.flatMap((call) => operandsOf(call).writes)
  const context = new ProgramContext(
    pool.threads,
    residentStorage.memory.wide,
    new Set(written.map(({ storage }) => storage)),
  )
  const jobs = fuse(trace, kept)
  const callsOf = new Map<Task | HostTask, readonly ReplayedCall[]>()
  const tasks = jobs.flatMap((job) => {
    const lowered = tasksOf(context, job)
    const calls = job.calls.map(({ kernel, args }) => ({ kernel: kernel.name, args }))
    for (const task of lowered) callsOf.set(task, calls)
    return lowered
  })
  const stages = schedule(tasks)
  const memory = placeBlocks(trace, kept, stages, [...context.blocks], residentStorage)
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

function tasksOf(context: LoweringContext, { calls, lower }: Job): readonly (Task | HostTask)[] {
  const fused = lower?.(context)
  if (fused) return [fused].flat()
  return calls.flatMap<Task | HostTask>(
    (call) => call.kernel.lowering?.lower(context, call.args) ?? [hostTask(context, call)],
  )
}

function hostTask(context: LoweringContext, call: Call): HostTask {
  const { reads, writes } = operandsOf(call)
  return {
    reads: wholesOf(context, reads),
    writes: wholesOf(context, writes),
    run: () => runReference(call.kernel, call.args),
  }
}
