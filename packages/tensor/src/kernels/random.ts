import type { Kernel } from '../backend/kernel'
import { random } from '../backend/reference/random'
import { lowerRandom } from '../backend/wasm/compiler/lower/random'

export const randomKernel: Kernel<'random'> = {
  name: 'random',
  roles: ['value', 'update', 'write'],
  reference: random,
  lowering: { lower: lowerRandom },
}
