import type { Kernel } from '../backend/kernel'
import { cumulative } from '../backend/reference/reduce'
import { argsort, nonzero, sort } from '../backend/reference/sort'

export const cumulativeKernel: Kernel<'cumulative'> = {
  name: 'cumulative',
  roles: ['value', 'read', 'value', 'write'],
  reference: cumulative,
}

export const sortKernel: Kernel<'sort'> = {
  name: 'sort',
  roles: ['read', 'value', 'write'],
  reference: sort,
}

export const argsortKernel: Kernel<'argsort'> = {
  name: 'argsort',
  roles: ['read', 'value', 'write'],
  reference: argsort,
}

export const nonzeroKernel: Kernel<'nonzero'> = {
  name: 'nonzero',
  roles: ['read', 'write'],
  reference: nonzero,
}
