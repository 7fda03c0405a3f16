import type { Ranks } from './ranks'

/** A group of one process, without a library. */
export function singleRank(exit: (code: number) => void): Ranks {
  return {
    rank: 0,
    size: 1,
    library: null,
    sum() {},
    barrier() {},
    abort: (code = 1) => exit(code),
    close() {},
  }
}
