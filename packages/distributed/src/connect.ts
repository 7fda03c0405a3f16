import { AbiError, OptionError } from './errors'
import { openLibrary } from './foreign/open-library'
import { type Environment, type Family, findLauncher, type Launcher } from './launcher'
import { Mpi } from './mpi/mpi'
import { MpiRanks } from './mpi/mpi-ranks'
import type { Ranks } from './ranks'
import { singleRank } from './single-rank'

/** Options of {@link connect}. */
export interface ConnectOptions {
  /** Where the launcher's variables are looked up. Default: `process.env`. */
  environment?: Environment
  /** Path or name of the MPI library. Default: `HANDWRITTEN_MPI_LIBRARY`, else the launcher's. */
  library?: string
  /**
   * How the library is called. Default: `HANDWRITTEN_MPI_BINDING`, else `node:ffi` where the running
   * Node has it, else koffi.
   */
  binding?: 'node:ffi' | 'koffi'
}

/** Names of the libraries of each family, in the order in which they are tried. */
const libraries: Readonly<Record<Family, readonly string[]>> = {
  'Open MPI': ['libmpi.so.40', 'libmpi.so.80', 'libmpi.so', 'libmpi.40.dylib', 'libmpi.dylib'],
  MPICH: ['libmpi.so.12', 'libmpich.so.12', 'libmpi.so', 'libmpi.12.dylib', 'libmpich.dylib'],
}

let connected: Promise<Ranks> | undefined

/**
 * The ranks of this run: those of the launcher that started this process, or a group of one without a
 * launcher. Each later call in the same thread returns the same group. All calls of the group's
 * methods must be made by the thread that connected.
 * @throws LibraryError when there is a launcher but no MPI library, or no way to call one
 * @throws AbiError when the launcher and the library are of different MPI implementations
 * @throws OptionError when an option or an environment variable has an unknown value
 */
export function connect(options: ConnectOptions = {}): Promise<Ranks> {
  connected ??= establish(options).catch((error) => {
    connected = undefined
    throw error
  })
  return connected
}

async function establish(options: ConnectOptions): Promise<Ranks> {
  const known = ['environment', 'library', 'binding']
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new OptionError(`connect: unknown option '${unknown}'; expected ${known.join(', ')}`)
  }
  const { environment = process.env } = options
  const launcher = findLauncher(environment)
  if (launcher === null || launcher.size === 1) return singleRank((code) => process.exit(code))
  const path = options.library ?? environment.HANDWRITTEN_MPI_LIBRARY
  const binding = bindingOf(options.binding ?? environment.HANDWRITTEN_MPI_BINDING)
  const paths = path === undefined ? candidates(launcher, environment) : [path]
  const purpose = `this process was started by ${launcher.name}`
  const mpi = new Mpi(await openLibrary(paths, purpose, binding))
  requireFamily(launcher, mpi)
  const ranks = new MpiRanks(mpi)
  requireSize(launcher, ranks)
  return ranks
}

/** Of a launcher that serves several implementations, those with PMIx most likely started Open MPI. */
function candidates({ family }: Launcher, { PMIX_RANK }: Environment): readonly string[] {
  if (family !== null) return libraries[family]
  const order: readonly Family[] = ['MPICH', 'Open MPI']
  return (PMIX_RANK === undefined ? order : order.toReversed()).flatMap((name) => libraries[name])
}

function bindingOf(name: string | undefined): ConnectOptions['binding'] {
  if (name === undefined || name === 'node:ffi' || name === 'koffi') return name
  throw new OptionError(`connect: expected the binding 'node:ffi' or 'koffi', found '${name}'`)
}

function requireFamily({ name, family }: Launcher, { abi, library }: Mpi): void {
  if (family === null || family === abi.family) return
  throw new AbiError(
    `this process was started by ${name}, but the library that was opened (through ${library.binding}) ` +
      `is ${abi.family}; use the launcher and the library of one implementation`,
  )
}

/** A library of another implementation than the launcher starts each process as a run of its own. */
function requireSize({ name, size }: Launcher, ranks: Ranks): void {
  if (size === null || size === ranks.size) return
  ranks.close()
  throw new AbiError(
    `${name} started ${size} processes, but ${ranks.library} sees ${ranks.size}: the launcher and the ` +
      'library are of different MPI implementations. Use those of one implementation, set ' +
      'HANDWRITTEN_MPI_LIBRARY to the path of the right library, under Slurm choose `srun --mpi=pmix` or ' +
      '`--mpi=pmi2`, or set HANDWRITTEN_MPI=off for independent processes',
  )
}
