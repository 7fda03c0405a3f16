import type { DatasetSplits } from '@handwritten/mnist-data'
import type { Criterion, Loader, Sequential } from '@handwritten/nn'
import type { Normalization } from '../normalization'
import { PreparedDrawing } from './drawing'
import type { DrawingLook, InspectionEvent, Look } from './events'
import { viewFilters, viewLayers, viewMaps } from './network-view'
import { predictAll, predictOne } from './predictions'

/** The shortest time between two views of what changes with every step, in milliseconds. */
const shortest = 250

/** Looking may take this part of the training's time. */
const share = 0.05

/** What an inspector looks into. */
export interface Inspected {
  readonly model: Sequential
  readonly criterion: Criterion
  readonly train: Loader
  readonly test: Loader
  readonly data: DatasetSplits
  readonly normalization: Normalization
}

/** Tells of the network what is being looked at, and computes nothing else. */
export class Inspector {
  readonly #inspected: Inspected
  readonly #post: (event: InspectionEvent) => void
  #look: Look = { at: 'nothing' }
  #drawing: PreparedDrawing | null = null
  #hasToldData = false
  /** Whether an epoch has ended since the test images were predicted. */
  #isStale = true
  #viewedAt = Number.NEGATIVE_INFINITY
  #cost = 0

  constructor(inspected: Inspected, post: (event: InspectionEvent) => void) {
    this.#inspected = inspected
    this.#post = post
  }

  /** Looks elsewhere, and tells at once what is to be seen there. */
  look(look: Look, step: number): void {
    this.#look = look
    if (look.at === 'nothing') return
    if (!this.#hasToldData) this.#tellData()
    if (look.at === 'drawing') {
      void this.#prepare(look, step)
      return
    }
    if (look.at !== 'network' && this.#isStale) this.#tellPredictions(step)
    this.#tellView(step)
  }

  async #prepare(look: DrawingLook, step: number): Promise<void> {
    this.#drawing = null
    if (look.picture === null) return
    const { event, drawing } = await PreparedDrawing.prepare(look.id, look.picture, this.#inspected)
    if (this.#look !== look) return
    this.#drawing = drawing
    this.#post(event)
    this.#tellView(step)
  }

  /** To be called after every step: tells again what changes with it, as often as its cost allows. */
  afterStep(step: number): void {
    if (this.#look.at === 'nothing' || this.#look.at === 'predictions') return
    const pause = Math.max(shortest, this.#cost / share)
    if (performance.now() - this.#viewedAt >= pause) this.#tellView(step)
  }

  /** To be called after every epoch: predicts every test image again. */
  afterEpoch(step: number): void {
    this.#isStale = true
    if (this.#look.at === 'image' || this.#look.at === 'predictions') this.#tellPredictions(step)
    this.#tellView(step)
  }

  #tellData(): void {
    const { images, labels, classes } = this.#inspected.data.test
    const [, rows, columns] = images.shape
    this.#post({
      type: 'testData',
      pixels: images.toTypedArray(),
      labels: labels.toTypedArray(),
      rows: rows!,
      columns: columns!,
      classes,
    })
    this.#hasToldData = true
  }

  #tellPredictions(step: number): void {
    const { model, test } = this.#inspected
    this.#post({ type: 'predictions', step, ...predictAll(model, test) })
    this.#isStale = false
  }

  #tellView(step: number): void {
    const start = performance.now()
    const { model, test, data } = this.#inspected
    if (this.#look.at === 'image') {
      const { image } = this.#look
      this.#post({ type: 'probabilities', step, image, values: predictOne(model, test, image) })
    } else if (this.#look.at === 'network') {
      const [, rows, columns] = data.test.images.shape
      const filters = viewFilters(model, rows!, columns!)
      const maps = viewMaps(model, this.#inspected.train)
      this.#post({ type: 'network', step, layers: viewLayers(this.#inspected), filters, maps })
    } else if (this.#look.at === 'drawing' && this.#drawing !== null) {
      this.#post(this.#drawing.classify(model, step))
    }
    this.#viewedAt = performance.now()
    this.#cost = this.#viewedAt - start
  }
}
