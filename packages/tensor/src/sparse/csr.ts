import { number, options } from '@handwritten/checks'
import { run } from '../backend/executor'
import { tensorCheck } from '../core/checks'
import { empty } from '../core/empty'
import { ValueError } from '../core/errors'
import type { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import { csrToCscKernel, toCsrKernel } from '../kernels/csr'

/**
 * A sparse matrix in the CSR variant with begin and end pointers (MKL calls them pointerB and pointerE) and
 * interleaved entries. `entries` is int32 [rows, capacity, 2]: pairs of a column and the bits of a float32
 * value, in the order of the columns. `ranges` is int32 [rows, 2]: row r has the pairs from `ranges[r, 0]` to
 * before `ranges[r, 1]`, counted from the first pair of the matrix. There is room for a matrix without zeros;
 * pairs outside the ranges are undefined. The CSC form of a matrix is the CSR form of its transpose.
 */
export interface Csr {
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

const sourceCheck = options<SparseSource>(
  { source: tensorCheck, rows: tensorCheck, scale: number, shift: number, background: number },
  'source',
  'rows',
  'scale',
  'shift',
  'background',
)

/**
 * A float32 matrix [m, k] of which most elements are one number, kept also in CSR form,
 * with what differs from it as the entries, and (once a gradient needs it) in CSC form. It is an ordinary tensor for every
 * operation; a product from the left, as in `linear`, reads the CSR form alone.
 */
export class SparseRows extends Tensor<'float32'> {
  /** The number that most elements have. */
  readonly background: number
  /** Where the elements came from. */
  readonly origin: SparseSource
  readonly #versions: readonly number[]
  #csr: Csr | null = null
  #csc: Csr | null = null

  constructor(dense: Storage<'float32'>, from: SparseSource) {
    super(dense, shapeOf(from))
    this.background = from.background * from.scale + from.shift
    this.origin = from
    this.#versions = this.#currentVersions()
  }

  /** Whether neither the elements nor what they came from has been written since: only then are the CSR and CSC forms valid. */
  get isIntact(): boolean {
    const versions = this.#currentVersions()
    return this.#versions.every((version, i) => version === versions[i])
  }

  /** The CSR form of this matrix minus its background; computed at the first access. */
  get csr(): Csr {
    this.#csr ??= this.#toCsr()
    return this.#csr
  }

  /** The CSC form of this matrix minus its background; computed at the first access. */
  get csc(): Csr {
    this.#csc ??= this.#csrToCsc()
    return this.#csc
  }

  #currentVersions(): readonly number[] {
    const { source, rows } = this.origin
    return [this, source, rows].map(({ storage }) => storage.version)
  }

  #toCsr(): Csr {
    const { source, rows, background, scale } = this.origin
    const csr = emptyCsr(this.shape[0], this.shape[1])
    run(toCsrKernel, source, rows, background, scale, csr.entries, csr.ranges)
    return csr
  }

  #csrToCsc(): Csr {
    const csc = emptyCsr(this.shape[1], this.shape[0])
    const { entries, ranges } = this.csr
    run(csrToCscKernel, entries, ranges, csc.entries, csc.ranges)
    return csc
  }
}

/** @throws ValueError for anything else than a description of sparse rows */
function shapeOf(from: SparseSource): [number, number] {
  const problem = sourceCheck(from, 'from')
  if (problem !== undefined) throw new ValueError(`SparseRows: ${problem}`)
  return [from.rows.shape[0], from.source.shape[1]]
}

function emptyCsr(rows: number, capacity: number): Csr {
  return { entries: empty([rows, capacity, 2], 'int32'), ranges: empty([rows, 2], 'int32') }
}

/** Whether a tensor has a valid CSR form. */
export function isSparse(x: Tensor): x is SparseRows {
  return x instanceof SparseRows && x.isIntact
}
