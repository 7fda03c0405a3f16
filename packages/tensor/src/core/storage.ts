import { describe } from '@handwritten/checks'
import { allocate, type DataOf, type DType, stores } from './dtype'
import { ValueError } from './errors'
import { memoryObserver } from './memory-observer'

/**
 * A block of memory that tensors are views of. `data` may be swapped for other memory of the same
 * type and length by an engine that lays out its own; nothing may keep `data` across such a swap.
 */
export class Storage<D extends DType = DType> {
  data: DataOf<D>
  readonly dtype: D
  /** Counts the writes in place, so that a gradient rule can tell that its inputs have changed. */
  version = 0

  /** @throws ValueError unless `data` is the kind of typed array that stores `dtype` */
  constructor(data: DataOf<D>, dtype: D) {
    if (!stores(dtype, data)) {
      throw new ValueError(
        `Storage: expected a dtype and the typed array that stores it, found ${describe(dtype)} and ${describe(data)}`,
      )
    }
    this.data = data
    this.dtype = dtype
    memoryObserver()?.allocated(this)
  }

  /** Zeroed storage for `size` elements. */
  static allocate<D extends DType>(dtype: D, size: number): Storage<D> {
    return new Storage(allocate(dtype, size), dtype)
  }
}
