import type { Block } from '../tasks/task'

/** The first and the last place in a program's order where a block is touched. */
interface Lifetime {
  readonly block: Block
  readonly first: number
  readonly last: number
}

/** Offsets of blocks in an arena, and its size in bytes. */
export interface ArenaPlan {
  readonly offsets: ReadonlyMap<Block, number>
  readonly bytes: number
}

/** Every block begins on a cache line of its own. */
const ALIGNMENT = 64

/**
 * Gives blocks that are never in use at the same time the same memory: each block, the largest
 * first, takes the lowest offset that is free during its lifetime.
 * @param moments what is touched at each place of the program; places are divided by barriers
 * @param permanent blocks that keep their contents from run to run
 */
export function planArena(
  moments: readonly (readonly Block[])[],
  permanent: Iterable<Block>,
): ArenaPlan {
  const lifetimes = lifetimesOf(moments, permanent)
  const placed: (Lifetime & { offset: number; end: number })[] = []
  for (const life of lifetimes.sort((a, b) => b.block.bytes - a.block.bytes)) {
    const bytes = Math.ceil(life.block.bytes / ALIGNMENT) * ALIGNMENT
    const rivals = placed
      .filter((other) => other.first <= life.last && life.first <= other.last)
      .sort((a, b) => a.offset - b.offset)
    let offset = 0
    for (const rival of rivals) {
      if (offset + bytes <= rival.offset) break
      offset = Math.max(offset, rival.end)
    }
    placed.push({ ...life, offset, end: offset + bytes })
  }
  return {
    offsets: new Map(placed.map(({ block, offset }) => [block, offset])),
    bytes: placed.reduce((size, { end }) => Math.max(size, end), 0),
  }
}

function lifetimesOf(
  moments: readonly (readonly Block[])[],
  permanent: Iterable<Block>,
): Lifetime[] {
  const always = { first: 0, last: moments.length }
  const lifetimes = new Map<Block, Lifetime>()
  for (const block of permanent) lifetimes.set(block, { block, ...always })
  moments.forEach((blocks, moment) => {
    for (const block of blocks) {
      const before = lifetimes.get(block)
      if (before === undefined) lifetimes.set(block, { block, first: moment, last: moment })
      else if (before.last < moment) lifetimes.set(block, { ...before, last: moment })
    }
  })
  return [...lifetimes.values()]
}
