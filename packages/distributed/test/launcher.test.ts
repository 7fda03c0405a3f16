import { describe, expect, it } from 'vitest'
import { type Environment, findLauncher, OptionError } from '../src'

const environments: [string, Environment, [string, number | null, number | null, string | null]][] =
  [
    [
      'Open MPI, which also sets PMIx variables',
      { OMPI_COMM_WORLD_RANK: '1', OMPI_COMM_WORLD_SIZE: '4', PMIX_RANK: '1' },
      ["Open MPI's mpirun", 1, 4, 'Open MPI'],
    ],
    ['MPICH', { PMI_RANK: '0', PMI_SIZE: '2', PMI_FD: '6' }, ["MPICH's mpiexec", 0, 2, 'MPICH']],
    [
      'Slurm with PMI-2, which serves several implementations',
      { PMI_RANK: '3', PMI_SIZE: '8', PMI_FD: '9', SLURM_STEP_NUM_TASKS: '8', SLURM_PROCID: '3' },
      ['a PMI launcher', 3, 8, null],
    ],
    [
      'Slurm with PMIx',
      { PMIX_RANK: '2', SLURM_STEP_NUM_TASKS: '4', SLURM_PROCID: '2' },
      ["Slurm's srun", 2, 4, null],
    ],
    ['PMIx alone', { PMIX_RANK: '5' }, ['a PMIx launcher', 5, null, null]],
    [
      'values that are no numbers',
      { PMI_RANK: 'first', PMI_SIZE: '-2' },
      ['a PMI launcher', null, null, null],
    ],
  ]

describe('findLauncher', () => {
  it.each(environments)('recognizes %s', (_, environment, [name, rank, size, family]) => {
    expect(findLauncher(environment)).toEqual({ name, rank, size, family })
  })

  it('finds none in an ordinary shell, nor in a Slurm batch script outside srun', () => {
    expect(findLauncher({})).toBeNull()
    expect(findLauncher({ SLURM_NTASKS: '4', SLURM_PROCID: '0', SLURM_JOB_ID: '7' })).toBeNull()
  })

  it('finds none where HANDWRITTEN_MPI is off, and refuses other words', () => {
    const environment = { OMPI_COMM_WORLD_SIZE: '4', OMPI_COMM_WORLD_RANK: '0' }
    expect(findLauncher({ ...environment, HANDWRITTEN_MPI: 'off' })).toBeNull()
    expect(findLauncher({ ...environment, HANDWRITTEN_MPI: 'on' })).not.toBeNull()
    expect(() => findLauncher({ HANDWRITTEN_MPI: 'maybe' })).toThrow(OptionError)
  })
})
