import { check, listOf } from '@handwritten/checks'
import { Generator, type Tensor } from '@handwritten/tensor'
import type { Augmentation, PixelBatch } from '../augment/augmentation'
import { warpAugmentation } from '../augment/warp-augmentation'
import { checkCall } from '../checks'
import { uint8Tensor } from '../dataset/typed-tensor'
import { ValueError } from '../errors'
import type { Transform } from './transform'

/** What can stand in a pipeline. */
export type Step = Augmentation | Transform | Pipeline

export const stepCheck = /* @__PURE__ */ check<Step>(
  'an augmentation or a transform, such as normalize()',
  (value) =>
    typeof value === 'object' && value !== null && ('apply' in value || 'augment' in value),
)

const pipelineArguments = {
  augmentations: /* @__PURE__ */ listOf(stepCheck),
  transforms: /* @__PURE__ */ listOf(stepCheck),
}

/** Augmentations of the bytes, then transforms of the tensor. Made by `compose`. */
export class Pipeline {
  readonly augmentations: readonly Augmentation[]
  readonly transforms: readonly Transform[]

  constructor(augmentations: readonly Augmentation[], transforms: readonly Transform[]) {
    checkCall('Pipeline', arguments, pipelineArguments)
    this.augmentations = augmentations
    this.transforms = transforms
  }

  /** Runs every step on a copy of the images, uint8 [m, height, width]. */
  apply(images: Tensor<'uint8'>, generator: Generator = new Generator(0)): Tensor {
    const [count, height, width] = images.shape
    const pixels = images.toTypedArray().slice()
    this.augment({ pixels, count, height, width }, generator)
    return this.transforms.reduce<Tensor>(
      (batch, transform) => transform.apply(batch),
      uint8Tensor(pixels, images.shape),
    )
  }

  /** Runs the augmentations alone, in place. */
  augment(batch: PixelBatch, generator: Generator): void {
    for (const augmentation of this.augmentations) augmentation.augment(batch, generator)
  }
}

/**
 * Joins steps, which run first to last. Augmentations come before transforms, because they change
 * bytes; neighbouring changes of place become one resampling, so that no blur adds up.
 */
export function compose(...steps: readonly Step[]): Pipeline {
  const problem = listOf(stepCheck)(steps, 'steps')
  if (problem !== undefined) throw new ValueError(`compose: ${problem}`)
  const augmentations: Augmentation[] = []
  const transforms: Transform[] = []
  for (const step of steps.flatMap(parts)) {
    if ('apply' in step) transforms.push(step)
    else if (transforms.length === 0) augmentations.push(step)
    else throw new ValueError('compose: augmentations change bytes; put them before the transforms')
  }
  return new Pipeline(augmentations.reduce(joinWarps, []), transforms)
}

function parts(step: Step): readonly (Augmentation | Transform)[] {
  return 'augmentations' in step ? [...step.augmentations, ...step.transforms] : [step]
}

function joinWarps(joined: Augmentation[], next: Augmentation): Augmentation[] {
  const warps = joined.at(-1)?.warps
  if (warps === undefined || next.warps === undefined) return [...joined, next]
  return [...joined.slice(0, -1), warpAugmentation(...warps, ...next.warps)]
}
