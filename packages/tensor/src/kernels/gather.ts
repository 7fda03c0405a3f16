import type { Kernel } from '../backend/kernel'
import {
  gatherRows,
  scatterAdd,
  scatterAddAlongAxis,
  take,
  takeAlongAxis,
} from '../backend/reference/gather'
import { lowerGatherRows, lowerTake } from '../backend/wasm/compiler/lower/gather'
import {
  lowerScatterAdd,
  lowerScatterAddAlongAxis,
  lowerTakeAlongAxis,
} from '../backend/wasm/compiler/lower/take-along-axis'

export const takeKernel: Kernel<'take'> = {
  name: 'take',
  roles: ['read', 'read', 'value', 'write'],
  reference: take,
  lowering: { lower: lowerTake },
}

export const gatherRowsKernel: Kernel<'gatherRows'> = {
  name: 'gatherRows',
  roles: ['read', 'read', 'value', 'value', 'write'],
  reference: gatherRows,
  lowering: { lower: lowerGatherRows },
}

export const scatterAddKernel: Kernel<'scatterAdd'> = {
  name: 'scatterAdd',
  roles: ['read', 'read', 'value', 'update'],
  reference: scatterAdd,
  lowering: { lower: lowerScatterAdd },
}

export const takeAlongAxisKernel: Kernel<'takeAlongAxis'> = {
  name: 'takeAlongAxis',
  roles: ['read', 'read', 'value', 'write'],
  reference: takeAlongAxis,
  lowering: { lower: lowerTakeAlongAxis },
}

export const scatterAddAlongAxisKernel: Kernel<'scatterAddAlongAxis'> = {
  name: 'scatterAddAlongAxis',
  roles: ['read', 'read', 'value', 'update'],
  reference: scatterAddAlongAxis,
  lowering: { lower: lowerScatterAddAlongAxis },
}
