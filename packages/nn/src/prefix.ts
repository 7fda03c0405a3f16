import type { StateDict } from './module'

/** The same tensors under `prefix` and their names. */
export function withPrefix(prefix: string, state: StateDict): StateDict {
  const entries = Object.entries(state).map(([name, value]) => [`${prefix}${name}`, value])
  return Object.fromEntries(entries)
}

/** The tensors whose names begin with `prefix`, without it. */
export function withoutPrefix(prefix: string, state: StateDict): StateDict {
  const inside = Object.entries(state).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(inside.map(([name, value]) => [name.slice(prefix.length), value]))
}
