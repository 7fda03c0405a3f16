import type { Generator } from '@handwritten/tensor'
import type { AugmentedImages } from './augmented-images'
import { checkLoaderState, type LoaderState } from './loader-state'
import type { Sampler } from './sampler'

/** What decides which rows are served, in which order and number. */
export interface EpochPlan {
  readonly sampler: Sampler
  readonly generator: Generator
  readonly batchSize: number
  readonly dropLast: boolean
  readonly augmented: AugmentedImages | undefined
}

/** The batches of one epoch after another, as row numbers, and the place reached in them. */
export class Epochs {
  readonly #plan: EpochPlan
  /** Before the order of the current epoch was drawn; the rest of the state is read from below. */
  #start: LoaderState['generator']
  #served = 0
  #augmentation: Generator | null = null
  #restored: LoaderState | undefined

  constructor(plan: EpochPlan) {
    this.#plan = plan
    this.#start = plan.generator.state
  }

  /** Rows in an epoch. */
  get size(): number {
    const { sampler, dropLast, batchSize } = this.#plan
    return dropLast ? sampler.size - (sampler.size % batchSize) : sampler.size
  }

  /** Batches in an epoch. */
  get length(): number {
    return Math.ceil(this.size / this.#plan.batchSize)
  }

  /** The next epoch, or the rest of the one that was restored. */
  *rows(): IterableIterator<Int32Array> {
    const { batchSize, augmented } = this.#plan
    const order = this.#begin()
    while (this.#served < this.length) {
      const start = this.#served * batchSize
      const rows = order.subarray(start, Math.min(start + batchSize, this.size))
      if (this.#augmentation) augmented?.redraw(rows, this.#augmentation)
      this.#served++
      yield rows
    }
  }

  get state(): LoaderState {
    if (this.#restored) return this.#restored
    return {
      batch: this.#served,
      generator: this.#start,
      augmentation: this.#augmentation?.state ?? null,
    }
  }

  set state(state: LoaderState) {
    checkLoaderState(state, this.length)
    this.#plan.generator.state = state.generator
    this.#start = state.generator
    this.#served = state.batch
    this.#restored = state
    if (state.batch === this.length) this.#begin()
  }

  /** Draws all that is random of an epoch and returns its order. */
  #begin(): Int32Array {
    const { sampler, generator, augmented } = this.#plan
    const restored = this.#restored
    this.#restored = undefined
    this.#start = generator.state
    this.#served = restored?.batch ?? 0
    const order = sampler.order(generator)
    this.#augmentation = augmented ? generator.split() : null
    if (this.#augmentation && restored?.augmentation) {
      this.#augmentation.state = restored.augmentation
    }
    return order
  }
}
