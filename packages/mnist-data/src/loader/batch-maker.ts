import {
  type FloatDType,
  fromTypedArray,
  gatherRows,
  reshape,
  type Tensor,
  take,
} from '@handwritten/tensor'
import { flatten as flattening } from '../transform/flatten'
import type { Pointwise, Transform } from '../transform/transform'
import { type BatchMemory, fillPixels, requireRoom } from './fill-batch'

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
  /** Whether every pixel is looked at by itself, and labels are the class numbers. */
  readonly #isPlain: boolean
  #values: Float32Array | Float64Array | undefined

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
    this.#isPlain = rest.length === 0 && targetTransform === undefined
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

  /** The numbers of `batch(rows)`, to the last bit, in memory that is there already. */
  fill(rows: ArrayLike<number>, memory: BatchMemory): void {
    if (this.#isPlain) this.#fillPlain(rows, memory)
    else {
      const { inputs, labels } = this.batch(fromTypedArray(new Int32Array(rows)))
      for (const [name, part] of Object.entries({ inputs, labels })) {
        const target = memory[name as keyof BatchMemory]
        requireRoom({ name, dtype: part.dtype, size: part.size, memory: target })
        target.set(part.toTypedArray() as Float32Array)
      }
    }
  }

  #fillPlain(rows: ArrayLike<number>, { inputs, labels }: BatchMemory): void {
    const { dtype } = this.#gather
    const size = (rows.length * this.#images.size) / Math.max(this.#images.shape[0], 1)
    requireRoom({ name: 'inputs', dtype, size, memory: inputs })
    requireRoom({ name: 'labels', dtype: 'int32', size: rows.length, memory: labels })
    this.#values ??= valuesOfBytes(this.#gather)
    fillPixels(this.#images, rows, this.#values, inputs)
    const { data, offset, strides } = this.#labels
    for (let i = 0; i < rows.length; i++) labels[i] = data[offset + rows[i] * strides[0]]
  }
}

/** What each of the 256 bytes becomes, by the operation that gathers batches. */
function valuesOfBytes(gather: Pointwise & { dtype: FloatDType }): Float32Array | Float64Array {
  const numbers = Int32Array.from({ length: 256 }, (_, byte) => byte)
  const bytes = fromTypedArray(new Uint8Array(numbers), [256, 1])
  const gathered = gatherRows(bytes, fromTypedArray(numbers), { ...gather, background: null })
  return gathered.toTypedArray()
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
