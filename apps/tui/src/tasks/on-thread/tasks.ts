import type { TaskModule } from '../task'

/**
 * The tasks that compute without a pause, or read files of any size. They run on a thread of their own,
 * so that the program can be ended by a signal at any moment.
 */
export const threadTasks = {
  bench: () => import('../bench'),
  evaluate: () => import('../evaluate/evaluate'),
  export: () => import('../export'),
  predict: () => import('../predict/predict'),
  runs: () => import('../runs'),
} as const satisfies Record<string, () => Promise<TaskModule<never>>>

export type ThreadTask = keyof typeof threadTasks

/** The request of a task. */
export type RequestOf<Name extends ThreadTask> = Parameters<
  Awaited<ReturnType<(typeof threadTasks)[Name]>>['run']
>[0]
