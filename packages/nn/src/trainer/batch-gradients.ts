import {
  copy,
  copyInto,
  exchange,
  type Generator,
  multiply,
  noGrad,
  slice,
  type Tensor,
  zerosLike,
} from '@handwritten/tensor'
import { generatorsOf } from '../checkpoint/generators'
import type { Module } from '../module'
import type { BatchPart, BatchParts } from './batch-parts'
import type { MeasuredBatch } from './criterion'
import type { BatchFunction } from './evaluate'
import { type ChangedBuffer, packed, SPARE_WORDS, treeSum, unpack } from './gradient-vector'

/** Reads and writes the spare words of the vector that ranks sum, before and after the sum. */
export interface SpareWords {
  write(words: Float32Array | Float64Array): void
  read(words: Float32Array | Float64Array): void
}

/** Whether the loss of a batch is a mean or a sum over its samples. */
export type Reduction = 'mean' | 'sum'

/**
 * The gradients of a batch, left in the parameters, and what was measured: of the whole batch at
 * once, or of its parts, added up over this rank and then over all ranks. It is made of tensor
 * operations only, so that it can be captured; the sum over ranks runs between its kernels.
 */
export class BatchGradients {
  readonly #model: Module
  readonly #parts: BatchParts
  readonly #reduction: Reduction
  /** The same function in each run, as a captured step requires. */
  readonly #sum: (values: unknown) => void

  constructor(model: Module, parts: BatchParts, reduction: Reduction, words: SpareWords) {
    this.#model = model
    this.#parts = parts
    this.#reduction = reduction
    this.#sum = (values) => {
      const vector = values as Float32Array
      const spare = vector.subarray(vector.length - SPARE_WORDS)
      words.write(spare)
      parts.ranks.sum(vector)
      words.read(spare)
    }
  }

  /** @param rows int32 [m], the batch; @param measure forward pass and loss of some rows of it */
  compute(rows: Tensor, measure: BatchFunction): MeasuredBatch {
    if (!this.#parts.isWhole) return this.#ofParts(rows, measure)
    const measured = measure(rows)
    measured.loss.backward()
    return measured
  }

  #ofParts(rows: Tensor, measure: BatchFunction): MeasuredBatch {
    const parameters = this.#model.parameters()
    const buffers = Object.values(this.#model.stateDict()).filter((t) => !t.requiresGrad)
    const before = noGrad(() => buffers.map((buffer) => copy(buffer)))
    let changed: readonly ChangedBuffer[] = []
    let isCounted = true
    const vectors = this.#parts.own(rows.size).map((part, i, own) => {
      for (const parameter of parameters) parameter.grad = null
      this.#jumpTo(part, i === 0)
      const versions = buffers.map(({ storage }) => storage.version)
      const { loss, correct } = this.#measure(part, rows, measure)
      isCounted = correct !== undefined
      const measured = { loss, correct: correct ?? zerosLike(loss) }
      changed = buffers.flatMap((buffer, j) =>
        buffer.storage.version === versions[j] ? [] : [{ buffer, before: before[j] }],
      )
      return noGrad(() => {
        const result = { ...this.#weights(part, rows.size), measured, changed }
        const vector = packed(parameters, { ...result, isFirst: part.index === 0 })
        if (i + 1 < own.length) for (const { buffer, before } of changed) copyInto(buffer, before)
        return vector
      })
    })
    this.#jumpPast(rows.size)
    return noGrad(() => {
      const vector = treeSum(vectors)
      if (this.#parts.ranks.size > 1) exchange(vector, this.#sum)
      const measured = unpack(vector, parameters, changed)
      return isCounted ? measured : { loss: measured.loss }
    })
  }

  /** Forward and backward pass of a part. An empty one computes the first part's rows and counts for nothing. */
  #measure(part: BatchPart, rows: Tensor, measure: BatchFunction): MeasuredBatch {
    const isEmpty = part.begin === part.end
    const [begin, end] = isEmpty ? [0, 1] : [part.begin, part.end]
    const measured = measure(slice(rows, [[begin, end]]))
    multiply(measured.loss, this.#weights(part, rows.size).lossWeight).backward()
    const { loss, correct } = measured
    return isEmpty && correct ? { loss, correct: multiply(correct, 0) } : measured
  }

  #weights({ begin, end }: BatchPart, rows: number): { weight: number; lossWeight: number } {
    const weight = (end - begin) / rows
    return { weight, lossWeight: this.#reduction === 'mean' ? weight : Number(end > begin) }
  }

  /**
   * Each part of each batch draws from a range of its own: part p from the (p + 1)-th range of 2^32
   * blocks after the one where the batch found the generator.
   */
  #jumpTo({ index }: BatchPart, isFirst: boolean): void {
    for (const generator of this.#generators()) generator.jump(isFirst ? index + 1 : 1)
  }

  /** Leaves the generators in the range of the last part, on every rank. */
  #jumpPast(rows: number): void {
    const last = this.#parts.own(rows).at(-1) as BatchPart
    for (const generator of this.#generators()) {
      generator.jump(this.#parts.count - 1 - last.index)
    }
  }

  /** Each once, also where layers share one. */
  #generators(): Set<Generator> {
    return new Set(generatorsOf(this.#model).map(([, generator]) => generator))
  }
}
