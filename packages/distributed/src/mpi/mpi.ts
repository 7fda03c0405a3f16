import { LibraryError, RankError } from '../errors'
import type { ForeignFunction, ForeignLibrary, ForeignType } from '../foreign/foreign-library'
import { type Abi, abiOf } from './abi'

/** Parameters of the functions used here: i an int, p a pointer, h a handle. */
const parameters = {
  MPI_Initialized: 'p',
  MPI_Init_thread: 'ppip',
  MPI_Finalize: '',
  MPI_Abort: 'hi',
  MPI_Comm_rank: 'hp',
  MPI_Comm_size: 'hp',
  MPI_Comm_set_errhandler: 'hh',
  MPI_Error_string: 'ipp',
  MPI_Get_library_version: 'pp',
  MPI_Barrier: 'h',
  MPI_Allreduce: 'ppihhh',
  MPI_Alltoallv: 'ppphppphh',
  MPI_Allgatherv: 'pihppphh',
  MPI_Reduce_local: 'ppihh',
} as const

export type MpiFunction = keyof typeof parameters
type Arguments = Parameters<ForeignFunction>

/** Longest text that MPI writes: `MPI_MAX_LIBRARY_VERSION_STRING` of MPICH. */
const TEXT_BYTES = 8192

/** The functions of an open MPI library, with checked results. */
export class Mpi {
  readonly abi: Abi
  readonly library: ForeignLibrary
  readonly #functions: ReadonlyMap<MpiFunction, ForeignFunction>
  readonly #number = shared(Int32Array, 1)
  readonly #text = shared(Uint8Array, TEXT_BYTES)

  /** @throws LibraryError when it is no MPI library */
  constructor(library: ForeignLibrary) {
    this.library = library
    this.abi = abiOf(library)
    const { handleType } = this.abi
    const types: Record<string, ForeignType> = { i: 'int', p: 'pointer', h: handleType }
    try {
      this.#functions = new Map(
        Object.entries(parameters).map(([name, letters]) => [
          name as MpiFunction,
          library.function(
            name,
            [...letters].map((letter) => types[letter]),
          ),
        ]),
      )
    } catch (error) {
      throw new LibraryError('the library that was opened has not the functions of MPI', {
        cause: error,
      })
    }
  }

  /**
   * Calls a function of MPI.
   * @throws RankError when it returns an error, with the library's own text
   */
  call(name: MpiFunction, ...args: Arguments): void {
    const code = this.#invoke(name, args)
    if (code === 0) return
    throw new RankError(
      `${name} failed: ${this.#errorText(code)}; another rank may have ended: see what the launcher reports`,
    )
  }

  /** Calls a function whose last argument is the address of an int, and returns that int. */
  number(name: MpiFunction, ...args: Arguments): number {
    this.call(name, ...args, this.library.address(this.#number))
    return this.#number[0]
  }

  /** Name and version of the library, without the details of its build. */
  version(): string {
    const length = this.number('MPI_Get_library_version', this.library.address(this.#text))
    return this.#textOf(length)
      .split(/[,\n]/)[0]
      .replace(/^(\w+) Version:\s*/, '$1 ')
      .trim()
  }

  #invoke(name: MpiFunction, args: Arguments): number {
    return (this.#functions.get(name) as ForeignFunction)(...args)
  }

  #errorText(code: number): string {
    const { address } = this.library
    const failed = this.#invoke('MPI_Error_string', [
      code,
      address(this.#text),
      address(this.#number),
    ])
    return failed === 0 ? this.#textOf(this.#number[0]).split(/,? error stack/)[0] : `error ${code}`
  }

  #textOf(length: number): string {
    return new TextDecoder().decode(this.#text.slice(0, length)).replaceAll('\0', '')
  }
}

/** A typed array whose memory never moves, so that its address stays valid. */
export function shared<View extends ArrayBufferView>(
  type: { new (buffer: SharedArrayBuffer): View; BYTES_PER_ELEMENT: number },
  length: number,
): View {
  return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT))
}
