import { describe, expect, it } from 'vitest'
import { choices } from '../../src/peers/contest.ts'
import { PEERS } from '../../src/peers/peers.ts'
import { numpySettings } from '../../src/peers/settings.ts'

const peer = PEERS[0]!
const settings = numpySettings({ cores: 2, avx2: false, avx512: true })

function trials(...secondsPerStep: number[]) {
  return settings.map((setting, index) => ({ setting, secondsPerStep: secondsPerStep[index]! }))
}

describe('choices', () => {
  it('is the fastest setting alone when it is one of an ordinary installation', () => {
    const chosen = choices({ peer, trials: trials(3, 1, 2, 4) })
    expect(chosen.map(({ name, setting }) => [name, setting.label])).toEqual([
      ['NumPy float64', '2 threads'],
    ])
  })

  it('is the fastest of both kinds when the fastest had to be asked for', () => {
    const chosen = choices({ peer, trials: trials(3, 5, 2, 1) })
    expect(chosen.map(({ name, setting }) => [name, setting.label])).toEqual([
      ['NumPy float64, as installed', '1 thread'],
      ['NumPy float64', '2 threads, OPENBLAS_CORETYPE=SKYLAKEX'],
    ])
  })
})
