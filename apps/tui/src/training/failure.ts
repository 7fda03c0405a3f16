/** A run that failed; the message is one line that tells its user what happened and what to do. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure'

  constructor(
    /** The code of the error behind it, or `unexpected`. */
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** What is told of anything that was thrown, as one line and without its stack. */
export function describeError(error: unknown): { code: string; message: string } {
  const text = error instanceof Error ? error.message : String(error)
  const message = text.replaceAll(/\s*\n\s*/g, ' ').trim()
  const known = error instanceof Error && 'code' in error && typeof error.code === 'string'
  if (known) return { code: String(error.code), message }
  const name = error instanceof Error ? error.name : 'Error'
  return { code: 'unexpected', message: `${name}: ${message || 'no message'}` }
}
