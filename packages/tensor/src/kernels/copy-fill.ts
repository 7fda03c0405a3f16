import type { Kernel } from '../backend/kernel'
import { accumulate, copy, fill } from '../backend/reference/elementwise'
import { lowerAccumulate, lowerCopy, lowerFill } from '../backend/wasm/compiler/lower/copy-fill'

export const fillKernel: Kernel<'fill'> = {
  name: 'fill',
  roles: ['write', 'value'],
  reference: fill,
  lowering: { lower: lowerFill },
}

export const copyKernel: Kernel<'copy'> = {
  name: 'copy',
  roles: ['read', 'write'],
  reference: copy,
  lowering: { lower: lowerCopy },
}

export const accumulateKernel: Kernel<'accumulate'> = {
  name: 'accumulate',
  roles: ['read', 'update'],
  reference: accumulate,
  lowering: { lower: lowerAccumulate },
}
