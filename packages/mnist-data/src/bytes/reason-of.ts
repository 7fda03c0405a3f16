/** Why a stream failed: engines put the reason in the message or in the cause, and leave the other empty. */
export function reasonOf(error: unknown): string {
  if (!isError(error)) return String(error)
  return error.message || (error.cause === undefined ? error.name : reasonOf(error.cause))
}

/** Whether a value is an error, of this realm or of another. */
export function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === '[object Error]'
}
