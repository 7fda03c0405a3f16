import type { Kernel } from '../backend/kernel'
import { adamUpdate, sgdUpdate } from '../backend/reference/optimizers'
import { lowerAdamUpdate, lowerSgdUpdate } from '../backend/wasm/compiler/lower/optimizers'

export const sgdUpdateKernel: Kernel<'sgdUpdate'> = {
  name: 'sgdUpdate',
  roles: ['update', 'read', 'update', 'read', 'value'],
  reference: sgdUpdate,
  lowering: { lower: lowerSgdUpdate },
}

export const adamUpdateKernel: Kernel<'adamUpdate'> = {
  name: 'adamUpdate',
  roles: ['update', 'read', 'update', 'update', 'update', 'read', 'value'],
  reference: adamUpdate,
  lowering: { lower: lowerAdamUpdate },
}
