import type { ForeignLibrary, Pointer } from '../foreign/foreign-library'
import type { Family } from '../launcher'

/** A handle of MPI: an address in Open MPI, an int in MPICH and the libraries that follow its ABI. */
export type Handle = number | Pointer

/** How a family of implementations represents the handles and constants of `mpi.h`. */
export interface Abi {
  readonly family: Family
  readonly handleType: 'pointer' | 'int'
  readonly world: Handle
  readonly int: Handle
  readonly float: Handle
  readonly double: Handle
  readonly sum: Handle
  readonly max: Handle
  readonly errorsReturn: Handle
  /** `MPI_IN_PLACE`. */
  readonly inPlace: Pointer
}

/** The ABI of an open library, which Open MPI's own symbols tell apart from the others. */
export function abiOf(library: ForeignLibrary): Abi {
  if (!library.hasSymbol('ompi_mpi_comm_world')) return mpich
  return {
    family: 'Open MPI',
    handleType: 'pointer',
    world: library.symbol('ompi_mpi_comm_world'),
    int: library.symbol('ompi_mpi_int'),
    float: library.symbol('ompi_mpi_float'),
    double: library.symbol('ompi_mpi_double'),
    sum: library.symbol('ompi_mpi_op_sum'),
    max: library.symbol('ompi_mpi_op_max'),
    errorsReturn: library.symbol('ompi_mpi_errors_return'),
    inPlace: 1n,
  }
}

/** Of MPICH, Intel MPI, MVAPICH and Cray MPICH, whose ABI is common: www.mpich.org/abi. */
const mpich: Abi = {
  family: 'MPICH',
  handleType: 'int',
  world: 0x44000000,
  int: 0x4c000405,
  float: 0x4c00040a,
  double: 0x4c00080b,
  sum: 0x58000003,
  max: 0x58000001,
  errorsReturn: 0x54000001,
  inPlace: 0xffff_ffff_ffff_ffffn,
}
