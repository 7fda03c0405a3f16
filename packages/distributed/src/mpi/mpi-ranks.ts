import { OptionError, SizeError, StateError } from '../errors'
import type { Ranks } from '../ranks'
import { type Mpi, shared } from './mpi'
import { type Summable, TreeSum } from './tree-sum'

/** Only the thread that started MPI calls it. */
const THREAD_FUNNELED = 1

/** A group of ranks that MPI connects. */
export class MpiRanks implements Ranks {
  readonly rank: number
  readonly size: number
  readonly library: string
  readonly #mpi: Mpi
  readonly #sums = new Map<string, TreeSum>()
  /** Bytes of an element and length of the array that is summed, and their negatives. */
  readonly #sizes = shared(Int32Array, 4)
  #isClosed = false

  /** @throws StateError when other code of this process has started MPI already */
  constructor(mpi: Mpi) {
    const { abi, library } = mpi
    if (mpi.number('MPI_Initialized') !== 0) {
      throw new StateError(
        'connect: MPI is in use in this process already; call connect once, in one thread',
      )
    }
    mpi.number('MPI_Init_thread', 0n, 0n, THREAD_FUNNELED)
    mpi.call('MPI_Comm_set_errhandler', abi.world, abi.errorsReturn)
    this.#mpi = mpi
    this.rank = mpi.number('MPI_Comm_rank', abi.world)
    this.size = mpi.number('MPI_Comm_size', abi.world)
    this.library = `${mpi.version()} through ${library.binding}`
  }

  sum(values: Summable): void {
    this.#requireOpen('sum')
    const isSummable = values instanceof Float32Array || values instanceof Float64Array
    if (!isSummable) throw new OptionError('sum: expected a Float32Array or a Float64Array')
    this.#requireEqualSizes(values)
    if (this.size === 1 || values.length === 0) return
    const key = `${values.BYTES_PER_ELEMENT} ${values.length}`
    const sum = this.#sums.get(key) ?? new TreeSum(this.#mpi, this, values)
    this.#sums.set(key, sum)
    sum.sum(values)
  }

  barrier(): void {
    this.#requireOpen('barrier')
    this.#mpi.call('MPI_Barrier', this.#mpi.abi.world)
  }

  abort(code = 1): void {
    this.#requireOpen('abort')
    this.#mpi.call('MPI_Abort', this.#mpi.abi.world, code)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#mpi.call('MPI_Finalize')
  }

  #requireOpen(method: string): void {
    if (this.#isClosed) throw new StateError(`${method}: this group of ranks is closed`)
  }

  /** Compares the sizes of all ranks by their maximum and minimum. */
  #requireEqualSizes({ BYTES_PER_ELEMENT: bytes, length }: Summable): void {
    const { abi, library } = this.#mpi
    this.#sizes.set([bytes, -bytes, length, -length])
    const at = library.address(this.#sizes)
    this.#mpi.call('MPI_Allreduce', abi.inPlace, at, 4, abi.int, abi.max, abi.world)
    const [most, least, longest, shortest] = this.#sizes
    if (most === -least && longest === -shortest) return
    const found =
      most === -least ? `lengths from ${-shortest} to ${longest}` : 'float32 and float64'
    throw new SizeError(
      `sum: expected arrays of one type and length on all ranks, found ${found} (here ${length} elements ` +
        `of ${bytes} bytes); start every rank with the same options and data`,
    )
  }
}
