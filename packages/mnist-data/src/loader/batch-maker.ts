import { type FloatDType, gatherRows, reshape, type Tensor, take } from '@handwritten/tensor'
import { flatten as flattening } from '../transform/flatten'
import type { Pointwise, Transform } from '../transform/transform'

/** What a network is given at once. */
export interface Batch {
  /** [m, height * width], or [m, height, width] where the loader does not flatten. */
  readonly inputs: Tensor
  /** Class numbers, int32 [m], or what `targetTransform` makes of them. */
  readonly labels: Tensor
}

/** How rows of a set become a batch. */
export interface BatchRecipe {
  readonly transforms: readonly Transform[]
  readonly targetTransform: Transform | undefined
  readonly flatten: boolean
  readonly dtype: FloatDType
  /** The byte that most pixels have, which products of flat batches skip; null for none. */
  readonly background: number | null
}

/** Makes batches by tensor operations alone, so that a training step can be captured with them. */
export class BatchMaker {
  readonly #images: Tensor
  readonly #labels: Tensor
  readonly #gather: Pointwise & { dtype: FloatDType; background: number | null }
  readonly #transforms: readonly Transform[]
  readonly #targetTransform: Transform | undefined

  constructor(images: Tensor, labels: Tensor, recipe: BatchRecipe) {
    const { transforms, targetTransform, flatten, dtype, background } = recipe
    const pointwise = leadingPointwise(transforms)
    const rest = transforms.slice(pointwise.length)
    this.#images = images
    this.#labels = labels
    this.#gather = { ...chain(pointwise), dtype, background }
    const isGatheredForm = flatten && rest.length === 0
    this.#transforms = isGatheredForm
      ? []
      : [asImages(images), ...rest, ...(flatten ? [flattening()] : [])]
    this.#targetTransform = targetTransform
  }

  /** The batch of the rows int32 [m]. */
  batch(rows: Tensor): Batch {
    const gathered: Tensor = gatherRows(this.#images, rows, this.#gather)
    const labels = take(this.#labels, rows, { axis: 0 })
    return {
      inputs: this.#transforms.reduce((batch, transform) => transform.apply(batch), gathered),
      labels: this.#targetTransform?.apply(labels) ?? labels,
    }
  }
}

function leadingPointwise(transforms: readonly Transform[]): Pointwise[] {
  const first = transforms.findIndex(({ pointwise }) => pointwise === undefined)
  return transforms
    .slice(0, first === -1 ? transforms.length : first)
    .flatMap(({ pointwise }) => pointwise ?? [])
}

/** All of them as one, starting from a byte, which is a fraction of 255. */
function chain(steps: readonly Pointwise[]): Pointwise {
  return steps.reduce(
    (sum, step) => ({ scale: sum.scale * step.scale, shift: sum.shift * step.scale + step.shift }),
    { scale: 1 / 255, shift: 0 },
  )
}

/** Gathering flattens the images; this gives them their two axes back. */
function asImages(images: Tensor): Transform {
  const [, ...size] = images.shape
  return { apply: (batch) => reshape(batch, [batch.shape[0], ...size]) }
}
