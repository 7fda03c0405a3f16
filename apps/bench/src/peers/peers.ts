import { fileURLToPath } from 'node:url'
import type { Python } from './python.ts'
import { numpySettings, type Processor, type Setting, torchSettings } from './settings.ts'

/** A program that does the same training with somebody else's library. */
export interface Peer {
  readonly name: string
  readonly library: 'numpy' | 'torch'
  readonly script: string
  /** Added to the prepare request. */
  readonly job: Readonly<Record<string, unknown>>
  readonly settings: (processor: Processor) => Setting[]
}

/** The peers that are looked for; the seed as written comes first. */
export const PEERS: readonly Peer[] = [
  numpy('NumPy float64', { dtype: 'float64', tuned: false }),
  numpy('NumPy float32', { dtype: 'float32', tuned: true }),
  {
    name: 'PyTorch eager',
    library: 'torch',
    script: scriptPath('torch_peer.py'),
    job: {},
    settings: torchSettings,
  },
]

function numpy(name: string, job: Peer['job']): Peer {
  return {
    name,
    library: 'numpy',
    script: scriptPath('numpy_peer.py'),
    job,
    settings: numpySettings,
  }
}

/** The scripts lie in `peers/`, one level above the built file. */
function scriptPath(file: string): string {
  return fileURLToPath(new URL(`../peers/${file}`, import.meta.url))
}

/** The first interpreter with each version of the peer's library. */
export function installations(peer: Peer, pythons: readonly Python[]): Python[] {
  const able = pythons.filter((python) => python[peer.library] && python.numpy)
  return [...Map.groupBy(able, (python) => python[peer.library]).values()].map(([first]) => first!)
}
