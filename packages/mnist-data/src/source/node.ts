import { PlatformError } from '../errors'

/** Node's built-in modules that this package uses where there is a Node. */
interface Builtins {
  'node:fs': typeof import('node:fs')
  'node:module': typeof import('node:module')
  'node:os': typeof import('node:os')
  'node:path': typeof import('node:path')
}

/** A built-in module, or undefined outside Node: nothing is imported, so browsers load the package. */
export function findBuiltin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  return globalThis.process?.getBuiltinModule?.(name)
}

/** A built-in module that `purpose` cannot do without. */
export function requireBuiltin<Name extends keyof Builtins>(
  name: Name,
  purpose: string,
): Builtins[Name] {
  const found = findBuiltin(name)
  if (found === undefined) {
    throw new PlatformError(
      `${purpose} needs Node's ${name}, which is missing here; give the bytes of the files instead`,
    )
  }
  return found
}

/** A path below a folder, for systems that have folders. */
export function joinPath(folder: string, ...names: readonly string[]): string {
  return requireBuiltin('node:path', `the folder ${folder}`).join(folder, ...names)
}
