import { func, listOf } from '@handwritten/checks'
import type { Generator } from '@handwritten/tensor'
import { ValueError } from '../errors'
import type { Augmentation, PixelBatch } from './augmentation'
import { PackedImage } from './packed-image'
import { RandomStream } from './random-stream'
import type { CoordinateMap, SizedWarp, Warp } from './warp'

/** An augmentation that moves pixels by all of `warps`, first to last, in a single resampling. */
export function warpAugmentation(...warps: readonly Warp[]): Augmentation {
  const problem = listOf(func<Warp>())(warps, 'warps')
  if (problem !== undefined) throw new ValueError(`warpAugmentation: ${problem}`)
  let workshop: Workshop | undefined
  return {
    augment: (batch, generator) => {
      if (workshop?.height !== batch.height || workshop.width !== batch.width) {
        workshop = prepare(warps, batch.height, batch.width)
      }
      warpBatch(workshop, batch, generator)
    },
    warps,
  }
}

/** What batches of images of one size are warped with. */
interface Workshop {
  readonly height: number
  readonly width: number
  readonly warps: readonly SizedWarp[]
  readonly source: PackedImage
  readonly identity: CoordinateMap
  readonly map: CoordinateMap
}

function prepare(warps: readonly Warp[], height: number, width: number): Workshop {
  return {
    height,
    width,
    warps: warps.map((warp) => warp(height, width)),
    source: new PackedImage(height, width),
    identity: identityMap(height, width),
    map: identityMap(height, width),
  }
}

function warpBatch(
  { warps, source, identity, map }: Workshop,
  { pixels, count, height, width }: PixelBatch,
  generator: Generator,
): void {
  const random = new RandomStream(generator)
  for (let image = 0, start = 0; image < count; image++, start += height * width) {
    map.x.set(identity.x)
    map.y.set(identity.y)
    // The last change of the picture is the first step back from the result to its source.
    for (let i = warps.length - 1; i >= 0; i--) warps[i](map, random)
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
