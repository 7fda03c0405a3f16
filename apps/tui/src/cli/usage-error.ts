/** An invalid command line; the message is one line. */
export class UsageError extends Error {
  readonly code = 'wrong-use'
  override readonly name = 'UsageError'
}
