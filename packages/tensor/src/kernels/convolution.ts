import type { Kernel } from '../backend/kernel'
import { conv2d, conv2dInputGradient, conv2dWeightGradient } from '../backend/reference/convolution'
import { lowerConv2d, lowerConv2dInputGradient } from '../backend/wasm/compiler/lower/convolution'
import { lowerConv2dWeightGradient } from '../backend/wasm/compiler/lower/convolution-weights'

export const conv2dKernel: Kernel<'conv2d'> = {
  name: 'conv2d',
  roles: ['read', 'read', 'read', 'value', 'value', 'write'],
  reference: conv2d,
  lowering: { lower: lowerConv2d },
}

export const conv2dInputGradientKernel: Kernel<'conv2dInputGradient'> = {
  name: 'conv2dInputGradient',
  roles: ['read', 'read', 'value', 'write'],
  reference: conv2dInputGradient,
  lowering: { lower: lowerConv2dInputGradient, lowerWithMask: lowerConv2dInputGradient },
}

export const conv2dWeightGradientKernel: Kernel<'conv2dWeightGradient'> = {
  name: 'conv2dWeightGradient',
  roles: ['read', 'read', 'value', 'write'],
  reference: conv2dWeightGradient,
  lowering: { lower: lowerConv2dWeightGradient },
}
