import { fileURLToPath } from 'node:url'
import type { recipes } from '@handwritten/nn'
import type { Command } from '../peers/child.ts'
import type { PrepareRequest } from '../peers/protocol.ts'
import { type Processor, threadCounts } from '../peers/settings.ts'
import type { NetworkRecipe } from './network-recipe.ts'
import type { DatasetTitle } from './own-dataset.ts'
import type { OwnSettings } from './own-settings.ts'

/** What our own subject process is told more than the peers. */
export interface OwnRequest extends PrepareRequest {
  readonly recipe: keyof typeof recipes
  readonly seed: number
  readonly settings: OwnSettings
  /** What is trained in place of the recipe, on the first rows of a set. */
  readonly network?: {
    readonly dataset: DatasetTitle
    readonly rows: number
    readonly recipe: NetworkRecipe
  }
}

/** One way of running this project. */
export interface OwnSubject {
  readonly name: string
  readonly settings: OwnSettings
  readonly command: Command
}

/** This project as it is meant to be run: captured, on 1, 2, 4, ... threads. */
export function ownSubjects(cores: number): OwnSubject[] {
  return threadCounts(cores).map((threads) => ({
    name: 'handwritten',
    settings: { backend: 'wasm', threads, captured: true },
    command: ownCommand(),
  }))
}

/** V8's flag behind the app's `--turbo`: two 128-bit operations become one of 256 bits. */
const TURBO_FLAG = '--experimental-wasm-revectorize'

/** This project on most threads with `--turbo`; undefined where that has no effect. */
export function turboSubject({ cores, avx2 }: Processor): OwnSubject | undefined {
  if (!avx2 || process.arch !== 'x64' || Number.parseInt(process.versions.node, 10) < 24)
    return undefined
  const { name, settings, command } = ownSubjects(cores).at(-1)!
  return {
    name,
    settings: { ...settings, wide: true },
    command: { ...command, args: [TURBO_FLAG, ...command.args] },
  }
}

/** Starts the process that is timed as this project; it lies beside the built file. */
export function ownCommand(): Command {
  const program = fileURLToPath(new URL('./subject.js', import.meta.url))
  return { program: process.execPath, args: [program], environment: {} }
}
