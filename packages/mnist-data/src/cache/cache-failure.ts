import { CacheError } from '../errors'

/** Turns an error of the file system into one that says what to do. */
export function cacheFailure(folder: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    const advice = advices[cause.code ?? ''] ?? 'name another folder as `cacheDir`'
    throw new CacheError(`cache ${folder}: ${cause.message}; ${advice}`, { cause })
  }
}

const advices: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, or name another folder as `cacheDir`',
  EDQUOT: 'the quota is used up: make room, or name another folder as `cacheDir`',
  EACCES: 'it may not be written: change its permissions, or name another folder as `cacheDir`',
  EROFS: 'it may not be written: name another folder as `cacheDir`',
}
