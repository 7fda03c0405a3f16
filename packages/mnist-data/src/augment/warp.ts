import type { RandomStream } from './random-stream'

/** For each pixel of the result, the place in the source that it is read from. */
export interface CoordinateMap {
  readonly height: number
  readonly width: number
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Moves the places in `map` at random. */
export type SizedWarp = (map: CoordinateMap, random: RandomStream) => void

/** A random change of place, which prepares itself for images of one size. */
export type Warp = (height: number, width: number) => SizedWarp
