import type { Outcome } from '../task'
import type { ThreadTask } from './tasks'

/** What the thread is started with. */
export interface ThreadInput {
  readonly name: ThreadTask
  readonly request: unknown
  /** Address of the training thread's program. */
  readonly workerUrl: string
}

/** What the thread posts: text for a stream, or how the task ended. */
export type ThreadMessage =
  | { readonly type: 'out' | 'log'; readonly text: string }
  | { readonly type: 'outcome'; readonly outcome: Outcome }
