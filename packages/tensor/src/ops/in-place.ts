import { either } from '@handwritten/checks'
import { isRecording } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { scalarCheck, tensorCheck } from '../core/checks'
import { GradientError, ShapeError } from '../core/errors'
import { isSameView } from '../core/layout'
import { formatShape } from '../core/shape'
import { Tensor } from '../core/tensor'
import { copyKernel, fillKernel } from '../kernels/copy-fill'
import type { Operand } from '../types/options'
import { stretchedView } from './broadcast-to'
import { copy } from './copy'

/** Marks a tensor as written, after checking that no gradient would miss it. */
function startWrite(operation: string, target: Tensor): void {
  if (target.requiresGrad && isRecording()) {
    throw new GradientError(
      `${operation}: the target requires a gradient, which cannot follow a write; write inside noGrad`,
    )
  }
  const repeated = target.strides.some((stride, axis) => stride === 0 && target.shape[axis] > 1)
  if (repeated) {
    throw new ShapeError(
      `${operation}: the target ${formatShape(target.shape)} is a broadcast view, whose elements share memory; copy it first`,
    )
  }
  target.storage.version++
}

const copyIntoArguments = { target: tensorCheck, source: either(scalarCheck, tensorCheck) }

/**
 * Writes `source` into the elements of `target`, broadcast to its shape and converted to its dtype.
 * Writing through a view (a slice, a transpose) writes to what it is a view of.
 */
export function copyInto(target: Tensor, source: Operand): void {
  checkCall('copyInto', arguments, copyIntoArguments)
  if (!(source instanceof Tensor)) {
    fill(target, source)
    return
  }
  if (source.requiresGrad && isRecording()) {
    throw new GradientError(
      'copyInto: the source requires a gradient, which cannot follow a write; detach it, or write inside noGrad',
    )
  }
  const stretched = stretchedView('copyInto', source.detach(), target.shape)
  startWrite('copyInto', target)
  const overlaps = target.storage === source.storage && !isSameView(target, stretched)
  run(copyKernel, overlaps ? copy(stretched) : stretched, target)
}

const fillArguments = { target: tensorCheck, value: scalarCheck }

/** Writes one value into every element of `target`. */
export function fill(target: Tensor, value: number | boolean): void {
  checkCall('fill', arguments, fillArguments)
  startWrite('fill', target)
  run(fillKernel, target, Number(value))
}
