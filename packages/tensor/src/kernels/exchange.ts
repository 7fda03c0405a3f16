import type { Kernel } from '../backend/kernel'
import { exchange } from '../backend/reference/exchange'

export const exchangeKernel: Kernel<'exchange'> = {
  name: 'exchange',
  roles: ['value', 'update'],
  reference: exchange,
  hasSideEffects: true,
}
