import type { Kernel } from '../backend/kernel'
import { linear, matmul } from '../backend/reference/matmul'
import {
  lowerLinear,
  lowerMatmul,
  lowerMatmulWithEpilogue,
} from '../backend/wasm/compiler/lower/matmul'

export const matmulKernel: Kernel<'matmul'> = {
  name: 'matmul',
  roles: ['read', 'read', 'write'],
  reference: matmul,
  lowering: { lower: lowerMatmul, lowerWithEpilogue: lowerMatmulWithEpilogue },
}

export const linearKernel: Kernel<'linear'> = {
  name: 'linear',
  roles: ['read', 'read', 'read', 'value', 'write'],
  reference: linear,
  lowering: { lower: lowerLinear },
}
