import { Generator } from '@handwritten/tensor'
import type { AugmentedImages } from './augmented-images'
import { checkLoaderState, type LoaderState } from './loader-state'
import type { PartsOfBatch } from './parts-of-batch'
import type { Sampler } from './sampler'

/** What decides which rows are served, in which order and number. */
export interface EpochPlan {
  readonly sampler: Sampler
  readonly generator: Generator
  /** Whether the generator is the loader's own, so that a cursor may draw from a copy of it. */
  readonly ownsGenerator: boolean
  readonly batchSize: number
  readonly dropLast: boolean
  readonly augmented: AugmentedImages | undefined
}

/** The batches of one epoch as row numbers, and the place reached in them. */
export interface Pass extends IterableIterator<Int32Array> {
  /** The place of this pass, whatever other passes over the loader do. Plain data, fit for JSON. */
  stateDict(): LoaderState
}

/** A pass under way. */
interface Place {
  readonly order: Int32Array
  /** Before the order was drawn. */
  readonly generator: LoaderState['generator']
  readonly augmentation: Generator | null
  served: number
}

/** One epoch after another. Each pass has its own order and place; passes may overlap. */
export class Epochs {
  readonly #plan: EpochPlan
  /** Where the orders are drawn from: the plan's, or a copy of it while a cursor draws from that. */
  #generator: Generator
  /** Where these epochs were taken from, which goes on after them. */
  readonly #source: Epochs | null
  /** The restored state, until a pass goes on from it. */
  #restored: LoaderState | null = null
  /** The pass that was begun last. */
  #latest: Place | null = null

  constructor(plan: EpochPlan, source: Epochs | null = null) {
    this.#plan = plan
    this.#generator = plan.generator
    this.#source = source
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

  /**
   * The next epoch, or the rest of the one that was restored. It begins when its first batch is asked for.
   * @param parts the parts of each batch to augment, each with random numbers of its own; default: whole batches
   */
  rows(parts: PartsOfBatch | null = null): Pass {
    const pass: { place: Place | null } = { place: null }
    const serve = this.#serve(pass, parts)
    return Object.assign(serve, {
      stateDict: () => (pass.place ? stateOf(pass.place) : this.state),
    })
  }

  /** Epochs from here on whose passes no other pass disturbs. */
  cursor(): Epochs {
    const cursor = new Epochs(this.#plan, this)
    // A generator that was given may serve others too, so the cursor draws from it and not from a copy.
    if (this.#plan.ownsGenerator) cursor.#generator = copyOf(this.#generator)
    else this.#generator = copyOf(this.#plan.generator)
    cursor.#restored = this.#restored
    cursor.#latest = this.#latest
    return cursor
  }

  /** Of the pass that was begun last. */
  get state(): LoaderState {
    if (this.#latest) return stateOf(this.#latest)
    return this.#restored ?? { batch: 0, generator: this.#generator.state, augmentation: null }
  }

  set state(state: LoaderState) {
    checkLoaderState(state, this.length)
    this.#generator.state = state.generator
    this.#restored = state
    this.#latest = null
    if (state.batch === this.length) this.#begin()
  }

  *#serve(pass: { place: Place | null }, parts: PartsOfBatch | null): IterableIterator<Int32Array> {
    const { batchSize, augmented } = this.#plan
    const place = this.#begin()
    pass.place = place
    while (place.served < this.length) {
      const start = place.served * batchSize
      const rows = place.order.subarray(start, Math.min(start + batchSize, this.size))
      if (place.augmentation && parts) augmented?.redrawParts(rows, place.augmentation, parts)
      else if (place.augmentation) augmented?.redraw(rows, place.augmentation)
      place.served++
      yield rows
    }
  }

  /** Draws all that is random of an epoch. */
  #begin(): Place {
    const { sampler, augmented } = this.#plan
    const generator = this.#generator
    const restored = this.#restored
    const before = generator.state
    const order = sampler.order(generator)
    const augmentation = augmented ? generator.split() : null
    if (augmentation && restored?.augmentation) augmentation.state = restored.augmentation
    const place = { order, generator: before, augmentation, served: restored?.batch ?? 0 }
    this.#follow(place, generator)
    if (this.#source) this.#source.#follow(place, generator)
    return place
  }

  #follow(place: Place, generator: Generator): void {
    this.#latest = place
    this.#restored = null
    if (this.#generator !== generator) this.#generator.state = generator.state
  }
}

function stateOf({ served, generator, augmentation }: Place): LoaderState {
  return { batch: served, generator, augmentation: augmentation?.state ?? null }
}

function copyOf(generator: Generator): Generator {
  const copy = new Generator(0)
  copy.state = generator.state
  return copy
}
