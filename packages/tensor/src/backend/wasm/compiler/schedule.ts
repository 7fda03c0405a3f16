import type { Stage, Step } from './tasks/stage'
import { type Access, ALL, type Block, type HostTask, type Share, type Task } from './tasks/task'

/**
 * Puts each task into the first step that its memory allows: after every earlier task that wrote what it
 * touches, or touched what it writes; in the same step where both keep to the same share of that memory.
 */
export function schedule(tasks: readonly (Task | HostTask)[]): Stage[] {
  const stages: Stage[] = []
  let waiting: Task[] = []
  const closeStage = () => {
    if (waiting.length > 0) stages.push({ steps: stepsOf(waiting) })
    waiting = []
  }
  for (const task of tasks) {
    if ('run' in task) {
      closeStage()
      stages.push({ host: task })
    } else {
      waiting.push(task)
    }
  }
  closeStage()
  return stages
}

function stepsOf(tasks: readonly Task[]): Step[] {
  const steps: Task[][] = []
  const reads = new LatestSteps()
  const writes = new LatestSteps()
  for (const task of tasks) {
    const step = Math.max(
      0,
      ...task.reads.map((access) => writes.firstStepFor(access)),
      ...task.writes.map((access) => writes.firstStepFor(access)),
      ...task.writes.map((access) => reads.firstStepFor(access)),
    )
    steps[step] ??= []
    steps[step].push(task)
    for (const access of task.reads) reads.note(access, step)
    for (const access of task.writes) writes.note(access, step)
  }
  return steps.map((step) => ({ tasks: step }))
}

/** The latest step in which each block was touched, share by share. */
class LatestSteps {
  readonly #steps = new Map<Block, Map<Share, number>>()

  note({ block, share }: Access, step: number): void {
    const shares = this.#steps.get(block) ?? new Map<Share, number>()
    shares.set(share, Math.max(step, shares.get(share) ?? 0))
    this.#steps.set(block, shares)
  }

  /** The first step in which a task with this access may run after what was noted. */
  firstStepFor({ block, share }: Access): number {
    let first = 0
    for (const [other, step] of this.#steps.get(block) ?? []) {
      first = Math.max(first, other === share && share !== ALL ? step : step + 1)
    }
    return first
  }
}
