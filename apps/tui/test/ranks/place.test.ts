import { describe, expect, it } from 'vitest'
import { findPlace, threadsOfRank } from '../../src/ranks/place'

describe('the place among ranks', () => {
  it('is that of the launcher, and none without one', () => {
    const environment = { OMPI_COMM_WORLD_RANK: '2', OMPI_COMM_WORLD_SIZE: '4' }
    expect(findPlace(environment)).toEqual({ launcher: "Open MPI's mpirun", rank: 2 })
    expect(findPlace({})).toBeNull()
    expect(findPlace({ ...environment, HANDWRITTEN_MPI: 'off' })).toBeNull()
  })
})

describe('threads of a rank', () => {
  it('share the cores of a host', () => {
    expect(threadsOfRank({ OMPI_COMM_WORLD_LOCAL_SIZE: '4' }, 16)).toBe(4)
    expect(threadsOfRank({ MPI_LOCALNRANKS: '3' }, 16)).toBe(5)
    expect(threadsOfRank({ SLURM_NTASKS_PER_NODE: '2' }, 16)).toBe(8)
    expect(threadsOfRank({ OMPI_COMM_WORLD_LOCAL_SIZE: '4' }, 2)).toBe(1)
    expect(threadsOfRank({}, 6)).toBe(6)
  })
})
