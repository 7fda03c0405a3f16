import { currentBackend } from '../backend/current'
import { empty } from '../core/empty'
import type { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'

/**
 * Lists of pairs of words: `entries` int32 [lists, capacity, 2] has room for all, and list r is those from
 * `ranges[r, 0]` to before `ranges[r, 1]` (int32 [lists, 2]), counted from the first of all.
 */
export interface Lists {
  readonly entries: Tensor<'int32'>
  readonly ranges: Tensor<'int32'>
}

/** Where sparse rows come from: bytes at `rows` of `source`, times `scale` plus `shift`. */
export interface SparseSource {
  /** uint8 [n, k] */
  readonly source: Tensor
  /** int32 [m] */
  readonly rows: Tensor
  readonly scale: number
  readonly shift: number
  /** The byte that most elements have. */
  readonly background: number
}

/**
 * A float32 matrix [m, k] of which most elements are one number, kept also as the lists of what
 * differs from it, by rows and (once a gradient asks) by columns. It is an ordinary tensor for every
 * operation; a product from the left, as in `linear`, uses the lists alone.
 */
export class SparseRows extends Tensor<'float32'> {
  /** The number that most elements have. */
  readonly background: number
  /** Where the elements came from. */
  readonly origin: SparseSource
  readonly #versions: readonly number[]
  #byRows: Lists | null = null
  #byColumns: Lists | null = null

  constructor(dense: Storage<'float32'>, from: SparseSource) {
    super(dense, [from.rows.shape[0], from.source.shape[1]])
    this.background = from.background * from.scale + from.shift
    this.origin = from
    this.#versions = this.#currentVersions()
  }

  /** Whether neither the elements nor what they came from has been written since: only then do lists tell of them. */
  get isIntact(): boolean {
    const versions = this.#currentVersions()
    return this.#versions.every((version, i) => version === versions[i])
  }

  /** Entries (column, number beyond the background) of each row. */
  get byRows(): Lists {
    this.#byRows ??= this.#listRows()
    return this.#byRows
  }

  /** Entries (row, number beyond the background) of each column. */
  get byColumns(): Lists {
    this.#byColumns ??= this.#listColumns()
    return this.#byColumns
  }

  #currentVersions(): readonly number[] {
    const { source, rows } = this.origin
    return [this, source, rows].map(({ storage }) => storage.version)
  }

  #listRows(): Lists {
    const { source, rows, background, scale } = this.origin
    const lists = emptyLists(this.shape[0], this.shape[1])
    currentBackend().listRows(source, rows, background, scale, lists.entries, lists.ranges)
    return lists
  }

  #listColumns(): Lists {
    const lists = emptyLists(this.shape[1], this.shape[0])
    const { entries, ranges } = this.byRows
    currentBackend().listColumns(entries, ranges, lists.entries, lists.ranges)
    return lists
  }
}

function emptyLists(lists: number, capacity: number): Lists {
  return { entries: empty([lists, capacity, 2], 'int32'), ranges: empty([lists, 2], 'int32') }
}

/** Whether a tensor has lists of its rows that tell of its elements. */
export function isSparse(x: Tensor): x is SparseRows {
  return x instanceof SparseRows && x.isIntact
}
