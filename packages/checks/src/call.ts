/**
 * The parameters of a function in their order: a `Check` for each name. Names are
 * identifiers, so that the order of the keys is that of the declaration.
 */
export type Signature = Readonly<
  Record<string, (value: unknown, name: string) => string | undefined>
>

/** The first problem with the arguments of a call as text, or undefined. */
export function callProblem(values: ArrayLike<unknown>, signature: Signature): string | undefined {
  let position = 0
  for (const name in signature) {
    const problem = signature[name](values[position++], name)
    if (problem !== undefined) return problem
  }
  return countProblem(values.length, position)
}

/** The problem with `found` arguments where at most `most` are allowed, or undefined. */
export function countProblem(found: number, most: number): string | undefined {
  if (found <= most) return undefined
  return `expected at most ${most} argument${most === 1 ? '' : 's'}, found ${found}`
}
