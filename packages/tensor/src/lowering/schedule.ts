import { type Access, ALL, type Block, type HostTask, type Task } from './task'

/** Tasks that threads run without meeting: between two steps they meet at a barrier. */
export interface Step {
  readonly tasks: readonly Task[]
}

export interface ThreadStage {
  readonly steps: readonly Step[]
}

interface HostStage {
  readonly host: HostTask
}

/** A program in order: what the threads run in one go, and what the host does in between. */
export type Stage = ThreadStage | HostStage

/**
 * Puts tasks into as few steps as their memory allows. A task joins the present step unless it reads
 * what the step writes, or writes what it reads or writes, by another share.
 */
export function schedule(tasks: readonly (Task | HostTask)[]): Stage[] {
  const stages: Stage[] = []
  let steps: Task[][] = []
  let touched = new Touched()
  const closeStage = () => {
    if (steps.length > 0) stages.push({ steps: steps.map((step) => ({ tasks: step })) })
    steps = []
    touched = new Touched()
  }
  for (const task of tasks) {
    if ('run' in task) {
      closeStage()
      stages.push({ host: task })
      continue
    }
    if (steps.length === 0 || touched.conflicts(task)) {
      steps.push([])
      touched = new Touched()
    }
    steps[steps.length - 1].push(task)
    touched.add(task)
  }
  closeStage()
  return stages
}

/** What the tasks of one step read and write. */
class Touched {
  readonly #read = new Map<Block, Set<string>>()
  readonly #written = new Map<Block, Set<string>>()

  add({ reads, writes }: Task): void {
    for (const access of reads) note(this.#read, access)
    for (const access of writes) note(this.#written, access)
  }

  conflicts({ reads, writes }: Task): boolean {
    return (
      reads.some((access) => collides(this.#written, access)) ||
      writes.some((access) => collides(this.#written, access) || collides(this.#read, access))
    )
  }
}

function note(map: Map<Block, Set<string>>, { block, share }: Access): void {
  const shares = map.get(block)
  if (shares === undefined) map.set(block, new Set([share]))
  else shares.add(share)
}

function collides(map: Map<Block, Set<string>>, { block, share }: Access): boolean {
  const shares = map.get(block)
  if (shares === undefined) return false
  return share === ALL || shares.size > 1 || !shares.has(share)
}
