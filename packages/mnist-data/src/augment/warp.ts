/** For each pixel of the result, the place in the source that it is read from. */
export interface CoordinateMap {
  readonly height: number
  readonly width: number
  readonly x: Float64Array
  readonly y: Float64Array
}

/** A random change of place, prepared for images of one size. */
export interface SizedWarp {
  /** How the random numbers it takes are distributed. */
  readonly distribution: 'uniform' | 'normal'
  /** How many of them it takes for one image. */
  readonly count: number
  /** Moves the places in `map`, with the numbers from `numbers[start]` on. */
  move(map: CoordinateMap, numbers: Float32Array, start: number): void
}

export type Warp = (height: number, width: number) => SizedWarp
