import type { Generator } from '@handwritten/tensor'
import type { Augmentation, PixelBatch } from './augmentation'
import { RandomStream } from './random-stream'
import { PaddedImage } from './resample'
import type { CoordinateMap, Warp } from './warp'

/** An augmentation that moves pixels by all of `warps`, first to last, in a single resampling. */
export function warpAugmentation(...warps: readonly Warp[]): Augmentation {
  return {
    augment: (batch, generator) => warpBatch(warps, batch, generator),
    warps,
  }
}

function warpBatch(
  warps: readonly Warp[],
  { pixels, count, height, width }: PixelBatch,
  generator: Generator,
): void {
  const sized = warps.map((warp) => warp(height, width))
  const random = new RandomStream(generator)
  const source = new PaddedImage(height, width)
  const identity = identityMap(height, width)
  const map = identityMap(height, width)
  for (let image = 0, start = 0; image < count; image++, start += height * width) {
    map.x.set(identity.x)
    map.y.set(identity.y)
    // The last change of the picture is the first step back from the result to its source.
    for (let i = sized.length - 1; i >= 0; i--) sized[i](map, random)
    source.load(pixels, start)
    source.resample(map, pixels, start)
  }
}

function identityMap(height: number, width: number): CoordinateMap {
  const size = height * width
  return {
    height,
    width,
    x: Float64Array.from({ length: size }, (_, i) => i % width),
    y: Float64Array.from({ length: size }, (_, i) => Math.floor(i / width)),
  }
}
