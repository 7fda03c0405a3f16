import type { Kernel } from '../backend/kernel'
import { binary, unary, where } from '../backend/reference/elementwise'
import { lowerBinary, lowerUnary, lowerWhere } from '../backend/wasm/compiler/lower/elementwise'

export const unaryKernel: Kernel<'unary'> = {
  name: 'unary',
  roles: ['value', 'read', 'write'],
  reference: unary,
  lowering: { lower: lowerUnary },
}

export const binaryKernel: Kernel<'binary'> = {
  name: 'binary',
  roles: ['value', 'read', 'read', 'write'],
  reference: binary,
  lowering: { lower: lowerBinary },
}

export const whereKernel: Kernel<'where'> = {
  name: 'where',
  roles: ['read', 'read', 'read', 'write'],
  reference: where,
  lowering: { lower: lowerWhere },
}
