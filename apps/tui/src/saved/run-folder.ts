import { join } from 'node:path'

/** The file of a run's folder that holds all it needs to go on, its network included. */
export function checkpointPath(folder: string): string {
  return join(folder, 'checkpoint.safetensors')
}

/** The file of a run's folder with its events, a JSON object a line. */
export function logPath(folder: string): string {
  return join(folder, 'log.jsonl')
}

/** The file that exists while a process writes to the folder. */
export function lockPath(folder: string): string {
  return join(folder, 'run.lock')
}
