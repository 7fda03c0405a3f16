import type { ReplayedCall, ReplayPart } from '../../../../capture/on-replay'
import type { ResidentStorage } from '../../memory/resident-storage'
import type { KernelModule } from '../../modules/kernel-module'
import type { ThreadPool } from '../../threads/thread-pool'
import type { Stage, Step } from '../tasks/stage'
import type { HostTask, Place, Task } from '../tasks/task'
import { CLOCK_BYTES, encode } from './encode'

/** What a stage needs to run. */
interface StageContext {
  readonly pool: ThreadPool
  readonly residentStorage: ResidentStorage
  readonly addressOf: (place: Place) => number
  readonly callsOf: ReadonlyMap<Task | HostTask, readonly ReplayedCall[]>
  /** Whether threads read the clock between their tasks. */
  readonly timed: boolean
}

/** A function that runs a stage, and returns how long its parts took where the program is timed. */
export function buildStage(
  stage: Stage,
  { pool, residentStorage, addressOf, callsOf, timed }: StageContext,
): () => readonly ReplayPart[] {
  if ('host' in stage) {
    const calls = callsOf.get(stage.host)!
    return () => {
      const start = performance.now()
      stage.host.run()
      return [{ calls, seconds: [(performance.now() - start) / 1000] }]
    }
  }
  const parts = stage.steps.flatMap(({ tasks }) => [...tasks.map((task) => callsOf.get(task)!), []])
  const readings = parts.length + 1
  const { threads } = pool
  pool.link(modulesOf(stage.steps, threads))
  const clock = timed ? residentStorage.arena(threads * readings * CLOCK_BYTES) : null
  const arenas = Array.from({ length: threads }, (_, t) => {
    const readingsAt = clock ? clock.address + t * readings * CLOCK_BYTES : 0
    const words = encode(stage.steps, t, addressOf, readingsAt)
    const arena = residentStorage.arena(words.byteLength)
    residentStorage.memory.int32(arena.address, words.length).set(words)
    return arena
  })
  return () => {
    pool.run(arenas.map(({ address }) => address))
    if (clock === null) return []
    const at = residentStorage.memory.float64(clock.address, threads * readings)
    const took = (from: number) => (at[from + 1] - at[from]) / 1000
    return parts.map((calls, i) => ({
      calls,
      seconds: arenas.map((_, t) => took(t * readings + i)),
    }))
  }
}

/** The modules of the kernels that some steps call. */
function modulesOf(steps: readonly Step[], threads: number): Set<KernelModule> {
  const tasks = steps.flatMap((step) => step.tasks)
  const instructions = tasks.flatMap((task) =>
    Array.from({ length: threads }, (_, thread) => task.instructions(thread)).flat(),
  )
  return new Set(instructions.map(({ kernel }) => kernel.module))
}
