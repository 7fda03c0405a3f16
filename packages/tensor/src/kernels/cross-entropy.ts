import type { Kernel } from '../backend/kernel'
import {
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
} from '../backend/reference/cross-entropy'
import {
  lowerCrossEntropy,
  lowerCrossEntropyGradient,
} from '../backend/wasm/compiler/lower/cross-entropy'

export const softmaxCrossEntropyKernel: Kernel<'softmaxCrossEntropy'> = {
  name: 'softmaxCrossEntropy',
  roles: ['read', 'read', 'value', 'write', 'write', 'write'],
  reference: softmaxCrossEntropy,
  lowering: { lower: lowerCrossEntropy },
}

export const softmaxCrossEntropyGradientKernel: Kernel<'softmaxCrossEntropyGradient'> = {
  name: 'softmaxCrossEntropyGradient',
  roles: ['read', 'read', 'value', 'read', 'write'],
  reference: softmaxCrossEntropyGradient,
  lowering: { lower: lowerCrossEntropyGradient },
}
