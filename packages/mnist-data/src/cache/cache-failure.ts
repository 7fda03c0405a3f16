import { CacheError } from '../errors'

const OTHER = 'name another folder as `cacheDir`, or in XDG_CACHE_HOME'

/** Turns an error of the file system into one that says what to do. */
export function cacheFailure(folder: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    const advice = advices[cause.code ?? ''] ?? OTHER
    throw new CacheError(`cache ${folder}: ${cause.message}; ${advice}`, { cause })
  }
}

const advices: Readonly<Record<string, string>> = {
  ENOSPC: `the disk is full: make room, or ${OTHER}`,
  EDQUOT: `the quota is used up: make room, or ${OTHER}`,
  EACCES: `it may not be written: change its permissions, or ${OTHER}`,
  EROFS: `it may not be written: ${OTHER}`,
}
