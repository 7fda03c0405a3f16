import type { HostTask, Task } from './task'

/** Tasks that threads run without waiting for each other; a barrier separates two steps. */
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
