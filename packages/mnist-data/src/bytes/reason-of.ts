/** Why a stream failed: engines put the reason in the message or in the cause, and leave the other empty. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || (error.cause === undefined ? error.name : reasonOf(error.cause))
}
