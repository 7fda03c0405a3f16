import { describe, expect, it } from 'vitest'
import { lostRank } from '../../src/ranks/lost-rank'

const processes = [
  { host: 'n1', pid: 100 },
  { host: 'n2', pid: 200 },
]

const openMpi = `
--------------------------------------------------------------------------
mpirun noticed that process rank 3 with PID 0 on node n2 exited on signal 9 (Killed).
--------------------------------------------------------------------------`

const hydra = (pid: number) => `
=   BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES
=   PID ${pid} RUNNING AT n2
=   EXIT CODE: 9
=   CLEANING UP REMAINING PROCESSES
YOUR APPLICATION TERMINATED WITH THE EXIT STRING: Killed (signal 9)
`

const ucx = `[n1:100:0:7]      cma_ep.c:81   process_vm_readv(pid=200 {0x1,2}-->{0x3,4}) returned -1: No such process
${hydra(100)}`

describe('lostRank', () => {
  it('finds the rank that Open MPI names', () => {
    expect(lostRank(openMpi, [])).toBe('rank 3 on n2 was ended by signal 9 (Killed)')
  })

  it('finds the rank of the process that MPICH names', () => {
    expect(lostRank(hydra(200), processes)).toBe('rank 1 on n2 was ended: Killed (signal 9)')
    expect(lostRank(hydra(7), processes)).toMatch(/^the rank with process id 7 on n2/)
  })

  it('finds the rank that was lost first where others failed because of it', () => {
    expect(lostRank(ucx, processes)).toBe('rank 1 is gone')
  })

  it('finds nothing in other text', () => {
    expect(lostRank('loading MNIST\n', processes)).toBeNull()
  })
})
