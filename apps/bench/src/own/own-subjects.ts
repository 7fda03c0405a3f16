import { fileURLToPath } from 'node:url'
import type { recipes } from '@handwritten/nn'
import type { Command } from '../peers/child.ts'
import type { PrepareRequest } from '../peers/protocol.ts'

/** What our own subject process is told more than the peers. */
export interface OwnRequest extends PrepareRequest {
  readonly recipe: keyof typeof recipes
  readonly seed: number
}

/** One way of running this project. */
export interface OwnSubject {
  readonly name: string
  readonly setting: string
  readonly command: Command
}

/** Every way of running this project that is timed. */
export function ownSubjects(): OwnSubject[] {
  const program = fileURLToPath(new URL('./subject.js', import.meta.url))
  return [
    {
      name: 'handwritten',
      setting: 'reference backend',
      command: { program: process.execPath, args: [program], environment: {} },
    },
  ]
}
