import { availableParallelism } from 'node:os'
import { type Environment, findLauncher } from '@handwritten/distributed'

/** This process among the ranks that an MPI launcher started. */
export interface Place {
  /** Such as `Open MPI's mpirun`. */
  readonly launcher: string
  readonly rank: number
}

/** The place of this process, or null where no launcher started it. */
export function findPlace(environment: Environment = process.env): Place | null {
  const launcher = findLauncher(environment)
  if (launcher === null) return null
  return { launcher: launcher.name, rank: launcher.rank ?? 0 }
}

/** Variables with the number of ranks on this host: of Open MPI, of Hydra, of Slurm. */
const localSizes = ['OMPI_COMM_WORLD_LOCAL_SIZE', 'MPI_LOCALNRANKS', 'SLURM_NTASKS_PER_NODE']

/** Threads for a rank: the cores it may use, shared out to the ranks on its host. */
export function threadsOfRank(
  environment: Environment = process.env,
  cores: number = availableParallelism(),
): number {
  const local = localSizes.map((name) => Number(environment[name])).find((size) => size >= 1) ?? 1
  return Math.max(1, Math.floor(cores / local))
}
