import type { Kernel } from '../backend/kernel'
import {
  avgPool2d,
  avgPool2dGradient,
  maxPool2d,
  maxPool2dGradient,
} from '../backend/reference/pooling'
import {
  lowerAvgPool2d,
  lowerAvgPool2dGradient,
  lowerMaxPool2d,
  lowerMaxPool2dGradient,
} from '../backend/wasm/compiler/lower/pooling'

export const maxPool2dKernel: Kernel<'maxPool2d'> = {
  name: 'maxPool2d',
  roles: ['read', 'value', 'write', 'write'],
  reference: maxPool2d,
  lowering: { lower: lowerMaxPool2d },
}

export const maxPool2dGradientKernel: Kernel<'maxPool2dGradient'> = {
  name: 'maxPool2dGradient',
  roles: ['read', 'read', 'value', 'write'],
  reference: maxPool2dGradient,
  lowering: { lower: lowerMaxPool2dGradient, lowerWithMask: lowerMaxPool2dGradient },
}

export const avgPool2dKernel: Kernel<'avgPool2d'> = {
  name: 'avgPool2d',
  roles: ['read', 'value', 'write'],
  reference: avgPool2d,
  lowering: { lower: lowerAvgPool2d },
}

export const avgPool2dGradientKernel: Kernel<'avgPool2dGradient'> = {
  name: 'avgPool2dGradient',
  roles: ['read', 'value', 'write'],
  reference: avgPool2dGradient,
  lowering: { lower: lowerAvgPool2dGradient, lowerWithMask: lowerAvgPool2dGradient },
}
