/**
 * Every value that `owner` holds in its enumerable fields, with its path: `weight`, and `blocks.0`,
 * `heads.digit` for what lies in arrays, sets, maps and plain objects, at any depth. Other objects are
 * values themselves and are not searched; neither are `#private` fields.
 */
export function fieldValues(owner: object): [path: string, value: unknown][] {
  return Object.entries(owner).flatMap(([name, value]) => nestedValues(name, value, []))
}

function nestedValues(
  path: string,
  value: unknown,
  outer: readonly unknown[],
): [path: string, value: unknown][] {
  const entries = entriesOf(value)
  if (entries === null) return [[path, value]]
  if (outer.includes(value)) return []
  return entries.flatMap(([key, part]) => nestedValues(`${path}.${key}`, part, [...outer, value]))
}

/** The entries of a container; null for any other value. */
function entriesOf(value: unknown): [unknown, unknown][] | null {
  if (Array.isArray(value)) return [...value.entries()]
  if (typeof value !== 'object' || value === null) return null
  const kind = Object.prototype.toString.call(value)
  if (kind === '[object Map]') return [...(value as Map<unknown, unknown>)]
  if (kind === '[object Set]')
    return [...(value as Set<unknown>)].map((part, place) => [place, part])
  return isPlain(value) ? Object.entries(value) : null
}

/** Made by `{}` or with no prototype, in any realm. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
