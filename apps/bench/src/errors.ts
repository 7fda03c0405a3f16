/** Everything the bench refuses to do, with a `code` that names the kind of refusal. */
export class BenchError extends Error {
  override readonly name = 'BenchError'

  constructor(
    readonly code: 'peer' | 'result' | 'markers' | 'revision' | 'recipe',
    message: string,
  ) {
    super(message)
  }
}
