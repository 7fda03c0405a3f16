import { useThreads } from '@handwritten/tensor'

export interface Team {
  readonly threads: number
  /** Why there are fewer threads than cores, or null. */
  readonly notice: string | null
}

let team: Promise<Team> | null = null

/** Starts the threads once: `wanted`, or as many as there are cores. */
export function startThreads(wanted: number | null): Promise<Team> {
  team ??= useThreads(wanted === null ? {} : { threads: wanted })
  return team
}
