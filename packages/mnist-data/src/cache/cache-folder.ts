import { findBuiltin } from '../source/node'

/**
 * Where the user's programs keep what can be fetched again, on this system: `XDG_CACHE_HOME` where it is
 * an absolute path, else the usual folder in the user's home; undefined for a user without a home.
 * Source: XDG Base Directory Specification, version 0.8.
 */
export function defaultCacheFolder(): string | undefined {
  const path = findBuiltin('node:path')
  const home = homeFolder()
  if (path === undefined) return undefined
  const { env, platform } = process
  // The specification has relative paths ignored.
  const { XDG_CACHE_HOME: named = '' } = env
  if (path.isAbsolute(named)) return path.join(named, 'handwritten')
  if (home === undefined) return undefined
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'handwritten')
  if (platform === 'win32') {
    return path.join(
      env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'),
      'handwritten',
      'cache',
    )
  }
  return path.join(home, '.cache', 'handwritten')
}

function homeFolder(): string | undefined {
  try {
    return findBuiltin('node:os')?.homedir()
  } catch {
    return undefined
  }
}
