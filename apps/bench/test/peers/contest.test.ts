import { describe, expect, it } from 'vitest'
import { attempts, choices } from '../../src/peers/contest.ts'
import { installations, PEERS } from '../../src/peers/peers.ts'

const named = (wanted: string) => PEERS.find(({ name }) => name === wanted)!
const peer = named('NumPy float64')
const machine = { cores: 2, avx2: false, avx512: true }
const python = { program: '/a/python3', versions: { numpy: '2.0.0', torch: null } }
const settings = attempts(peer, installations(peer, [python]), machine)

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

describe('attempts', () => {
  it('tries each version of the library once, and says which', () => {
    const pythons = [
      python,
      { program: '/b/python3', versions: { numpy: null, torch: null } },
      { program: '/c/python3', versions: { numpy: '2.0.0', torch: null } },
      { program: '/d/python3', versions: { numpy: '1.24.2', torch: '1.13.0' } },
    ]
    const found = installations(peer, pythons)
    expect(found.map(({ program }) => program)).toEqual(['/a/python3', '/d/python3'])
    expect(attempts(peer, found, { ...machine, cores: 1 }).map(({ label }) => label)).toEqual([
      'numpy 2.0.0, 1 thread',
      'numpy 2.0.0, 1 thread, OPENBLAS_CORETYPE=SKYLAKEX',
      'numpy 1.24.2, 1 thread',
      'numpy 1.24.2, 1 thread, OPENBLAS_CORETYPE=SKYLAKEX',
    ])
    expect(installations(named('jax-js'), [])).toEqual([
      { program: process.execPath, version: expect.stringMatching(/^0\./) },
    ])
    expect(installations({ ...named('jax-js'), library: 'no-such-library' }, pythons)).toEqual([])
    const torch = installations(named('PyTorch eager'), pythons)
    expect(torch.map(({ program }) => program)).toEqual(['/d/python3'])
  })

  it('needs its own library for the first program as written, and tells it nothing', () => {
    const written = named('the first program as written')
    const versions = { numpy: '1.24.2', torch: '1.13.0' }
    expect(installations(written, [{ program: '/d/python3', versions }])).toEqual([])
    const found = [{ program: '/d/python3', versions: { ...versions, torchvision: '0.14.1' } }]
    const [attempt, ...others] = attempts(written, installations(written, found), machine)
    expect(attempt).toMatchObject({ program: '/d/python3', label: 'as installed', environment: {} })
    expect(others).toEqual([])
  })
})
