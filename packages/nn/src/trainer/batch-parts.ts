import { requireCount, requireOption } from '../errors'
import { oneRank, type Ranks } from './ranks'

/** A part of a batch: its rows from `begin` to before `end`. */
export interface BatchPart {
  /** From 0, over all ranks. */
  readonly index: number
  readonly begin: number
  readonly end: number
}

/**
 * How a batch is cut into parts, and which of them this rank computes. Each part has a gradient and
 * random numbers of its own, and the gradients are added in a fixed tree, so results depend on the
 * number of parts alone, not on how many ranks or threads compute them.
 */
export class BatchParts {
  /** Parts of a batch. */
  readonly count: number
  readonly ranks: Ranks

  /**
   * @param count default: one part for each rank
   * @throws OptionError unless each rank has the same number of parts, a power of two where there are several ranks
   */
  constructor(ranks: Ranks = oneRank, count: number = ranks.size) {
    requireCount('Trainer: parts', count)
    const { size } = ranks
    const each = count / size
    const isFair = size === 1 || (each >= 1 && Number.isInteger(Math.log2(each)))
    const rule = `${size} (the number of ranks) times a power of two`
    requireOption(isFair, 'Trainer: parts', rule, count)
    this.ranks = ranks
    this.count = count
  }

  /** Whether a batch is one part, which needs none of this. */
  get isWhole(): boolean {
    return this.count === 1
  }

  /** The rows of a batch that this rank computes; all of them where it computes none of them. */
  rowsOf(rows: Int32Array): Int32Array {
    const own = this.own(rows.length)
    const [begin, end] = [own[0].begin, own[own.length - 1].end]
    return begin === end ? rows : rows.subarray(begin, end)
  }

  /**
   * The parts of a batch of `rows` rows that this rank computes. Sizes differ by at most one; the
   * first are the larger ones. Parts of a batch with fewer rows than parts may be empty.
   */
  own(rows: number): BatchPart[] {
    const { rank, size } = this.ranks
    const each = this.count / size
    const [least, larger] = [Math.floor(rows / this.count), rows % this.count]
    const start = (index: number) => index * least + Math.min(index, larger)
    return Array.from({ length: each }, (_, i) => {
      const index = rank * each + i
      return { index, begin: start(index), end: start(index + 1) }
    })
  }
}
