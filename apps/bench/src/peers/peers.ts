import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_FOLDER } from './package-folder.ts'
import type { Python } from './python.ts'
import {
  numpySettings,
  type Processor,
  type Setting,
  singleThread,
  torchSettings,
  untold,
} from './settings.ts'

/** A program that does the same training with somebody else's library. */
export interface Peer {
  readonly name: string
  readonly runtime: 'python3' | 'node'
  readonly library: string
  readonly script: string
  /** Added to the prepare request. */
  readonly job: Readonly<Record<string, unknown>>
  readonly settings: (processor: Processor) => Setting[]
}

/** One version of a peer's library, and the program that can load it. */
export interface Installation {
  readonly program: string
  readonly version: string
}

/** NumPy float64 behind torchvision's own loader. */
export const AS_WRITTEN = 'the first program as written'

/** The peers that are looked for; the one whose losses are the reference comes first. */
export const PEERS: readonly Peer[] = [
  numpy('NumPy float64', { dtype: 'float64', tuned: false }),
  {
    name: AS_WRITTEN,
    runtime: 'python3',
    library: 'torchvision',
    script: scriptPath('seed_peer.py'),
    job: {},
    settings: ({ cores }) => [untold(cores)],
  },
  numpy('NumPy float32', { dtype: 'float32', tuned: true }),
  {
    name: 'PyTorch eager',
    runtime: 'python3',
    library: 'torch',
    script: scriptPath('torch_peer.py'),
    job: {},
    settings: torchSettings,
  },
  inNode('jax-js', '@jax-js/jax', 'jax_peer.mjs'),
  inNode('TensorFlow.js wasm', '@tensorflow/tfjs-core', 'tfjs_peer.mjs', { backend: 'wasm' }),
  inNode('TensorFlow.js cpu', '@tensorflow/tfjs-core', 'tfjs_peer.mjs', { backend: 'cpu' }),
]

function numpy(name: string, job: Peer['job']): Peer {
  return {
    name,
    runtime: 'python3',
    library: 'numpy',
    script: scriptPath('numpy_peer.py'),
    job,
    settings: numpySettings,
  }
}

/** None of these libraries has threads in Node. */
function inNode(name: string, library: string, script: string, job: Peer['job'] = {}): Peer {
  return {
    name,
    runtime: 'node',
    library,
    script: scriptPath(script),
    job,
    settings: () => [singleThread()],
  }
}

function scriptPath(file: string): string {
  return join(PACKAGE_FOLDER, 'peers', file)
}

/** The first interpreter with each version of the peer's library, or this Node where it is installed. */
export function installations(peer: Peer, pythons: readonly Python[]): Installation[] {
  if (peer.runtime === 'node') return inNodeModules(peer.library)
  const able = pythons.flatMap(({ program, versions }) => {
    const version = versions[peer.library]
    return version && versions.numpy ? [{ program, version }] : []
  })
  return [...Map.groupBy(able, ({ version }) => version).values()].map(([first]) => first!)
}

function inNodeModules(library: string): Installation[] {
  try {
    const manifest = join(PACKAGE_FOLDER, 'node_modules', library, 'package.json')
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
    return [{ program: process.execPath, version }]
  } catch {
    return []
  }
}
