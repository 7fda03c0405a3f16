import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

/** Whether wide vectors are in use from now on, and a sentence about it. */
export interface Turbo {
  readonly isOn: boolean
  readonly word: string
}

/** Flags of V8 that combine pairs of 128-bit vectors to 256 bits: the new name, then the one before V8 15. */
const WIDE = ['--wasm-revectorize', '--experimental-wasm-revectorize'] as const
/** The exit code of Node for a flag that it does not know. */
const UNKNOWN_FLAG = 9
/** So that a short run meets the code that a long one would. */
const OPTIMIZED = '--no-liftoff'

/** The first Node in which the flag has an effect. */
const FIRST_NODE = 24
/** For a sample, in milliseconds. */
const PATIENCE = 15_000

/** What is asked for, in place of what runs here. */
export interface TurboOptions {
  readonly node?: string
  readonly arch?: string
}

/**
 * Has V8 compile WebAssembly to 256-bit vectors in this process from now on, if that gives the same
 * bits: a sample of training runs with and without in processes of its own first. Otherwise nothing
 * has changed. Call it before any kernel is compiled.
 * @param sample the program that prints a digest of what it computes
 */
export async function startTurbo(
  sample: URL,
  { node = process.versions.node, arch = process.arch }: TurboOptions = {},
): Promise<Turbo> {
  if (Number.parseInt(node, 10) < FIRST_NODE)
    return off(`it needs Node ${FIRST_NODE} or newer, this is ${node}`)
  if (arch !== 'x64') return off(`it needs a processor of the x64 kind, this is ${arch}`)
  try {
    const [narrow, wide] = await Promise.all([
      digestOf(sample, { flags: [], shape: 'narrow' }),
      wideDigestOf(sample),
    ])
    if (narrow !== wide.digest)
      return off('its results differ from those without it on this machine')
    setFlagsFromString(wide.flag)
  } catch (error) {
    const { message } = error as Error
    return off(`the check of its results failed (${message})`)
  }
  return { isOn: true, word: 'turbo: 256-bit vectors, whose results were found to be the same' }
}

function off(why: string): Turbo {
  return { isOn: false, word: `turbo is off: ${why}; training goes on without` }
}

/** The digest with the first flag that this Node knows. */
async function wideDigestOf(sample: URL): Promise<{ digest: string; flag: string }> {
  const [flag, older] = WIDE
  try {
    return { digest: await digestOf(sample, { flags: [flag], shape: 'wide' }), flag }
  } catch (error) {
    if ((error as { exitCode?: unknown }).exitCode !== UNKNOWN_FLAG) throw error
    return { digest: await digestOf(sample, { flags: [older], shape: 'wide' }), flag: older }
  }
}

function digestOf(
  sample: URL,
  { flags, shape }: { flags: readonly string[]; shape: 'narrow' | 'wide' },
): Promise<string> {
  const args = [OPTIMIZED, ...flags, fileURLToPath(sample), shape]
  return new Promise((resolve, reject) => {
    const options = { timeout: PATIENCE, env: { ...process.env, NODE_OPTIONS: '' } }
    execFile(process.execPath, args, options, (error, stdout) => {
      const digest = stdout.trim()
      if (error?.killed) reject(new Error(`it took more than ${PATIENCE / 1000} s`))
      else if (error)
        reject(
          Object.assign(new Error(`it ended with ${error.signal ?? error.code}`), {
            exitCode: error.code,
          }),
        )
      else if (!/^[0-9a-f]{64}$/.test(digest)) reject(new Error('it printed no digest'))
      else resolve(digest)
    })
  })
}
