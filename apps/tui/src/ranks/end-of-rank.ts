import type { Training } from '../training/client'

/** Milliseconds that the training thread of a rank has to end. */
const patience = 1000

/**
 * Ends the training thread of a rank. A thread that waits in the MPI library for a rank that is gone
 * does not end, and then neither would the process: it is killed, which the launcher notices.
 */
export async function endOfRank(training: Training): Promise<void> {
  const timer = setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience)
  await training.end()
  clearTimeout(timer)
}
