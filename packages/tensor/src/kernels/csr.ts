import type { Kernel } from '../backend/kernel'
import { csrMatmul, csrToCsc, toCsr } from '../backend/reference/csr'
import { lowerCsrToCsc, lowerToCsr } from '../backend/wasm/compiler/lower/csr'
import {
  lowerCsrMatmul,
  lowerCsrMatmulWithEpilogue,
} from '../backend/wasm/compiler/lower/csr-matmul'

export const toCsrKernel: Kernel<'toCsr'> = {
  name: 'toCsr',
  roles: ['read', 'read', 'value', 'value', 'write', 'write'],
  reference: toCsr,
  lowering: { lower: lowerToCsr },
}

export const csrToCscKernel: Kernel<'csrToCsc'> = {
  name: 'csrToCsc',
  roles: ['read', 'read', 'write', 'write'],
  reference: csrToCsc,
  lowering: { lower: lowerCsrToCsc },
}

export const csrMatmulKernel: Kernel<'csrMatmul'> = {
  name: 'csrMatmul',
  roles: ['read', 'read', 'read', 'value', 'read', 'value', 'write'],
  reference: csrMatmul,
  lowering: { lower: lowerCsrMatmul, lowerWithEpilogue: lowerCsrMatmulWithEpilogue },
}
