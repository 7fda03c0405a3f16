import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** An MPI launcher that is installed here. */
export interface TestLauncher {
  readonly family: 'Open MPI' | 'MPICH'
  readonly command: string
  readonly options: readonly string[]
}

/** What a run printed, and how it ended. */
export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const known: readonly TestLauncher[] = [
  {
    family: 'Open MPI',
    command: 'mpirun',
    options: ['--oversubscribe', '--bind-to', 'none', '--mca', 'mpi_yield_when_idle', '1'],
  },
  { family: 'MPICH', command: 'mpiexec.hydra', options: ['-launcher', 'fork'] },
]

/** Milliseconds that a run may take on a busy machine. */
export const patience = 120_000

/** Lets Open MPI start ranks as root, as in a container. */
const asRoot = { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' }

/** The launcher of a family, where it is on the path; prints one line where it is not. */
export function testLauncher(family: TestLauncher['family']): TestLauncher | undefined {
  const launcher = known.find((launcher) => launcher.family === family)
  if (launcher && isInstalled(launcher)) return launcher
  console.log(`${family} is not installed: its tests are skipped`)
  return undefined
}

function isInstalled({ family, command }: TestLauncher): boolean {
  try {
    const version = execFileSync(command, ['--version'], { encoding: 'utf8', stdio: 'pipe' })
    return family === 'MPICH' || version.includes('Open MPI')
  } catch {
    return false
  }
}

/** Runs a program of `test/programs` on some ranks. */
export function launch(
  { command, options }: TestLauncher,
  ranks: number,
  program: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const path = join(import.meta.dirname, '..', 'programs', program)
  const args = [...options, '-n', String(ranks), process.execPath, path]
  const env = { ...process.env, ...asRoot, ...environment }
  return new Promise((resolve) => {
    execFile(command, args, { env, timeout: patience }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

/** The JSON objects that ranks printed, one a line, in any order. */
export function objectsOf<Shape>({ stdout, stderr }: Run): Shape[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
  if (lines.length === 0) throw new Error(`no rank printed anything: ${stdout}${stderr}`)
  return lines.map((line) => JSON.parse(line))
}
