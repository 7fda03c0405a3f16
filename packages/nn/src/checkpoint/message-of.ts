/** The message of an error, of this realm or of another, or what was thrown in its place as text. */
export function messageOf(cause: unknown): string {
  const isError = Object.prototype.toString.call(cause) === '[object Error]'
  return isError ? (cause as Error).message : String(cause)
}
