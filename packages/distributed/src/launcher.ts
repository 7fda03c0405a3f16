import { OptionError } from './errors'

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Families of MPI implementations that share handles and constants. */
export type Family = 'Open MPI' | 'MPICH'

/** The launcher that started this process as one of several ranks. */
export interface Launcher {
  /** Such as `Open MPI's mpirun`. */
  readonly name: string
  /** Number of this process; null where the environment does not say. */
  readonly rank: number | null
  /** Number of processes; null where the environment does not say. */
  readonly size: number | null
  /** The implementation that the launcher belongs to; null where it serves several. */
  readonly family: Family | null
}

interface KnownLauncher {
  readonly name: string
  readonly family: Family | null
  readonly rank: string
  /** Variable with the number of processes. */
  readonly size: string | null
}

/** In order: Slurm sets its own variables beside those of the PMI that it serves. */
const launchers: readonly KnownLauncher[] = [
  {
    name: "Open MPI's mpirun",
    family: 'Open MPI',
    rank: 'OMPI_COMM_WORLD_RANK',
    size: 'OMPI_COMM_WORLD_SIZE',
  },
  { name: 'a PMI launcher', family: null, rank: 'PMI_RANK', size: 'PMI_SIZE' },
  { name: "Slurm's srun", family: null, rank: 'SLURM_PROCID', size: 'SLURM_STEP_NUM_TASKS' },
  { name: 'a PMIx launcher', family: null, rank: 'PMIX_RANK', size: null },
]

/**
 * The launcher named by environment variables of Open MPI, MPICH and other PMI launchers, Slurm
 * (inside a step of `srun`) or PMIx; null when there is none, or `HANDWRITTEN_MPI` is `off`.
 * @throws OptionError when `HANDWRITTEN_MPI` has another value than `on` or `off`
 */
export function findLauncher(environment: Environment): Launcher | null {
  const { HANDWRITTEN_MPI: choice = 'on' } = environment
  if (choice !== 'on' && choice !== 'off') {
    throw new OptionError(`HANDWRITTEN_MPI: expected 'on' or 'off', found '${choice}'`)
  }
  if (choice === 'off') return null
  const known = launchers.find(({ rank, size }) => environment[size ?? rank] !== undefined)
  if (known === undefined) return null
  const { name, family, rank, size } = known
  return {
    ...(isHydra(environment) ? hydra : { name, family }),
    rank: wholeNumber(environment[rank]),
    size: size === null ? null : wholeNumber(environment[size]),
  }
}

/** The process manager of MPICH and of libraries with its ABI. */
const hydra = { name: "MPICH's mpiexec", family: 'MPICH' } as const

function isHydra({ PMI_SIZE, PMI_FD, PMI_PORT, SLURM_STEP_NUM_TASKS }: Environment): boolean {
  const isSlurm = SLURM_STEP_NUM_TASKS !== undefined
  return PMI_SIZE !== undefined && !isSlurm && (PMI_FD ?? PMI_PORT) !== undefined
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}
