import { Generator, type GeneratorState } from '@handwritten/tensor'
import { StateError } from '../errors'

/** The place of a pass over a `TensorLoader`. */
export interface TensorLoaderState {
  /** Batches of the epoch that have been served. */
  readonly batch: number
  /** The generator before the order of the epoch was drawn. */
  readonly generator: GeneratorState
}

/** The batches of one epoch as row numbers, and the place reached in them. */
export interface TensorPass extends IterableIterator<Int32Array> {
  /** The place of this pass, whatever other passes over the loader do. */
  stateDict(): TensorLoaderState
}

/** One epoch after another, with a place of its own. */
export interface TensorCursor {
  rows(): TensorPass
  stateDict(): TensorLoaderState
  loadStateDict(state: TensorLoaderState): void
}

/** What decides which rows are served, and in which order. */
interface TensorPlan {
  readonly rows: Int32Array
  readonly batchSize: number
  readonly shuffle: boolean
  readonly generator: Generator
  /** Whether the generator is the loader's own, so that a cursor may draw from a copy of it. */
  readonly ownsGenerator: boolean
}

/** A pass under way. */
interface Place {
  readonly order: Int32Array
  readonly generator: GeneratorState
  served: number
}

/** The epochs of a `TensorLoader`. Each pass has its own order and place. */
export class TensorEpochs implements TensorCursor {
  readonly #plan: TensorPlan
  /** Where the orders are drawn from: the plan's, or a copy of it while a cursor draws from that. */
  #generator: Generator
  /** Where these epochs were taken from, which goes on after them. */
  readonly #source: TensorEpochs | null
  readonly #length: number
  /** The restored state, until a pass goes on from it. */
  #restored: TensorLoaderState | null = null
  /** The pass that was begun last. */
  #latest: Place | null = null

  constructor(plan: TensorPlan, source: TensorEpochs | null = null) {
    this.#plan = plan
    this.#generator = plan.generator
    this.#source = source
    this.#length = Math.ceil(plan.rows.length / plan.batchSize)
  }

  rows(): TensorPass {
    const pass: { place: Place | null } = { place: null }
    const stateDict = () => (pass.place ? stateOf(pass.place) : this.stateDict())
    return Object.assign(this.#serve(pass), { stateDict })
  }

  cursor(): TensorEpochs {
    const cursor = new TensorEpochs(this.#plan, this)
    // A generator that was given may serve others too, so the cursor draws from it and not from a copy.
    if (this.#plan.ownsGenerator) cursor.#generator = copyOf(this.#generator)
    else this.#generator = copyOf(this.#plan.generator)
    cursor.#restored = this.#restored
    cursor.#latest = this.#latest
    return cursor
  }

  stateDict(): TensorLoaderState {
    if (this.#latest) return stateOf(this.#latest)
    return this.#restored ?? { batch: 0, generator: this.#generator.state }
  }

  loadStateDict(state: TensorLoaderState): void {
    const { batch, generator } = state
    if (!Number.isSafeInteger(batch) || batch < 0 || batch > this.#length) {
      throw new StateError(
        `TensorLoader: the state is at batch ${batch}, but an epoch here has ${this.#length}`,
      )
    }
    this.#generator.state = generator
    this.#restored = { batch, generator }
    this.#latest = null
    if (batch === this.#length) this.#begin()
  }

  *#serve(pass: { place: Place | null }): IterableIterator<Int32Array> {
    const { batchSize } = this.#plan
    const place = this.#begin()
    pass.place = place
    while (place.served < this.#length) {
      const start = place.served * batchSize
      place.served += 1
      yield place.order.slice(start, start + batchSize)
    }
  }

  /** Draws the order of an epoch. */
  #begin(): Place {
    const generator = this.#generator
    const before = generator.state
    const place = { order: this.#order(), generator: before, served: this.#restored?.batch ?? 0 }
    this.#follow(place, generator)
    if (this.#source) this.#source.#follow(place, generator)
    return place
  }

  #order(): Int32Array {
    const { rows, shuffle } = this.#plan
    if (!shuffle) return rows
    const places = this.#generator.permutation(rows.length).toTypedArray()
    return places.map((place) => rows[place])
  }

  #follow(place: Place, generator: Generator): void {
    this.#latest = place
    this.#restored = null
    if (this.#generator !== generator) this.#generator.state = generator.state
  }
}

function stateOf({ served, generator }: Place): TensorLoaderState {
  return { batch: served, generator }
}

function copyOf(generator: Generator): Generator {
  const copy = new Generator(0)
  copy.state = generator.state
  return copy
}
