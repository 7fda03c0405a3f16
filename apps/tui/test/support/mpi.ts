import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeSafetensors } from '@handwritten/tensor'

/** Lets Open MPI start ranks as root, as in a container. */
export const asRoot = { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' }

/** Whether Open MPI is installed; says so in one line where it is not. */
export function hasOpenMpi(): boolean {
  const { stdout } = spawnSync('mpirun', ['--version'], { encoding: 'utf8' })
  const isThere = stdout?.includes('Open MPI') ?? false
  if (!isThere) console.log('Open MPI is not installed: its tests are skipped')
  return isThere
}

/** Arguments of `mpirun` for some ranks of this machine, which yield their cores while they wait. */
export const mpirunArgs = (ranks: number): string[] => [
  ...['--oversubscribe', '--bind-to', 'none', '--mca', 'mpi_yield_when_idle', '1'],
  ...['-n', String(ranks)],
]

/** Milliseconds that a test of several ranks may take on a busy machine. */
export const patience = 240_000

/** The weights of a saved run, to the bit. */
export function weightsOf(folder: string): string {
  const { tensors } = decodeSafetensors(readFileSync(join(folder, 'checkpoint.safetensors')))
  return Object.entries(tensors)
    .filter(([name]) => name.startsWith('model.'))
    .map(([name, tensor]) => {
      const { buffer, byteOffset, byteLength } = tensor.toTypedArray()
      return `${name} ${Buffer.from(buffer, byteOffset, byteLength).toString('base64')}`
    })
    .join('\n')
}
