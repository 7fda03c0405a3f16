import { findBuiltin } from '../source/node'

/**
 * Where the user's programs keep what can be fetched again, on this system; undefined for a user
 * without a home.
 */
export function defaultCacheFolder(): string | undefined {
  const path = findBuiltin('node:path')
  const home = homeFolder()
  if (path === undefined || home === undefined) return undefined
  const { env, platform } = process
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, 'handwritten')
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
