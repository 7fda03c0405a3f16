import { describe, expect, it } from 'vitest'
import {
  isDefaultKernels,
  numpySettings,
  threadCounts,
  torchSettings,
} from '../../src/peers/settings.ts'

const machine = { cores: 2, avx2: true, avx512: true }

describe('settings', () => {
  it('doubles the threads up to the cores', () => {
    expect([1, 2, 3, 8].map(threadCounts)).toEqual([[1], [1, 2], [1, 2], [1, 2, 4, 8]])
  })

  it('tries every kernel family that the processor has, and the default first', () => {
    expect(numpySettings(machine).map(({ label }) => label)).toEqual([
      '1 thread',
      '2 threads',
      '1 thread, OPENBLAS_CORETYPE=HASWELL',
      '2 threads, OPENBLAS_CORETYPE=HASWELL',
      '1 thread, OPENBLAS_CORETYPE=SKYLAKEX',
      '2 threads, OPENBLAS_CORETYPE=SKYLAKEX',
    ])
    expect(numpySettings({ cores: 1, avx2: false, avx512: false })).toHaveLength(1)
  })

  it('asks PyTorch to spin and to sleep where there is more than one thread', () => {
    expect(torchSettings({ ...machine, avx2: false, avx512: false })).toMatchObject([
      { threads: 1, environment: { OMP_NUM_THREADS: '1' } },
      { threads: 2, environment: { OMP_NUM_THREADS: '2' } },
      { threads: 2, environment: { OMP_NUM_THREADS: '2', OMP_WAIT_POLICY: 'passive' } },
    ])
  })

  it('knows which settings leave the kernels to the library', () => {
    expect(torchSettings(machine).filter(isDefaultKernels)).toHaveLength(3)
  })
})
