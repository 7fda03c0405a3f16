import type { Generator } from '@handwritten/tensor'
import type { Warp } from './warp'

/** Images of one size behind each other in memory, row-major, 0 the background. */
export interface PixelBatch {
  readonly pixels: Uint8Array
  readonly count: number
  readonly height: number
  readonly width: number
}

/** Changes images at random, in place; the same state of the generator gives the same images. */
export interface Augmentation {
  augment(batch: PixelBatch, generator: Generator): void
  /** Set where the change is one of place; neighbours of this kind are joined into one resampling. */
  readonly warps?: readonly Warp[]
}
