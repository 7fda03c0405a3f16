import { spawnSync } from 'node:child_process'
import { RunFailure } from '../training/failure'

/** A program that starts ranks, with its options. */
export interface LauncherCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** More ranks than cores are allowed; ranks are not bound to cores, and yield them while they wait. */
const openMpi = ['--oversubscribe', '--bind-to', 'none', '--mca', 'mpi_yield_when_idle', '1']

/** Programs that are tried in this order. */
const names = ['mpirun', 'mpiexec']

/**
 * How `ranks` processes are started on this machine: by the program that HANDWRITTEN_MPIRUN names, else
 * by `mpirun` or `mpiexec` on the path.
 * @throws RunFailure when there is no such program
 */
export function launcherCommand(ranks: number): LauncherCommand {
  const { HANDWRITTEN_MPIRUN: named } = process.env
  for (const command of named === undefined ? names : [named]) {
    const { error, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
    if (error) continue
    const count = ['-n', String(ranks)]
    if (stdout.includes('Open MPI') || stdout.includes('OpenRTE')) {
      return { command, args: [...openMpi, ...count], environment: openMpiEnvironment() }
    }
    return { command, args: ['-launcher', 'fork', ...count], environment: {} }
  }
  throw new RunFailure(
    'no-launcher',
    `--ranks ${ranks} needs an MPI launcher, but ${named ?? 'neither mpirun nor mpiexec'} can be started; install Open MPI ` +
      '(such as apt-get install openmpi-bin) or MPICH, or omit --ranks',
  )
}

/** Open MPI refuses to start ranks as root, as in a container, unless both variables allow it. */
function openMpiEnvironment(): Record<string, string> {
  if (process.getuid?.() !== 0) return {}
  return { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' }
}
