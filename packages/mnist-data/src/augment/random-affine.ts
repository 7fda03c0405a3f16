import { check as checkOf, options } from '@handwritten/checks'
import { checkCall, someNumber } from '../checks'
import { ValueError } from '../errors'
import type { Augmentation } from './augmentation'
import type { CoordinateMap } from './warp'
import { warpAugmentation } from './warp-augmentation'

/** How far each part of the change may go; what is left out does not happen. */
export interface AffineOptions {
  /** Degrees, to either side. */
  rotate?: number
  /** Pixels, in each direction. */
  shift?: number
  /** Smallest and largest factor. */
  scale?: readonly [number, number]
  /** Degrees by which upright lines lean, to either side. */
  shear?: number
}

const pairCheck = /* @__PURE__ */ checkOf<readonly [number, number]>(
  'two rising factors above 0',
  (value) =>
    Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number'),
)

const affineArguments = {
  options: /* @__PURE__ */ options<AffineOptions>({
    rotate: someNumber,
    shift: someNumber,
    scale: pairCheck,
    shear: someNumber,
  }),
}

/**
 * Shifts, rotates, scales and shears each image about its middle by amounts drawn evenly from the
 * ranges, in one resampling: a pixel at p (from the middle) goes to R(angle) H(lean) s p + shift.
 */
export function randomAffine(options: AffineOptions): Augmentation {
  checkCall('randomAffine', arguments, affineArguments)
  const { rotate = 0, shift = 0, scale = [1, 1], shear = 0 } = options
  check('rotate', rotate >= 0 && rotate <= 180, '0 to 180 degrees', rotate)
  check('shift', shift >= 0 && Number.isFinite(shift), '0 or more pixels', shift)
  check('shear', shear >= 0 && shear < 90, '0 up to 90 degrees', shear)
  const [low, high] = scale
  check('scale', low > 0 && low <= high && high < Infinity, 'two rising factors above 0', scale)
  return warpAugmentation(() => (map, random) => {
    moveBack(map, {
      angle: radians(random.uniform(-rotate, rotate)),
      right: random.uniform(-shift, shift),
      down: random.uniform(-shift, shift),
      factor: random.uniform(low, high),
      lean: Math.tan(radians(random.uniform(-shear, shear))),
    })
  })
}

interface Affine {
  angle: number
  right: number
  down: number
  factor: number
  lean: number
}

/**
 * p = H(-lean) R(-angle) (q - shift) / factor, about the middle: from a place in the result to its
 * source, as one matrix and one offset for all places.
 */
function moveBack(
  { x, y, width, height }: CoordinateMap,
  { angle, right, down, factor, lean }: Affine,
): void {
  const cos = Math.cos(angle) / factor
  const sin = Math.sin(angle) / factor
  const xx = cos + lean * sin
  const xy = sin - lean * cos
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  const offsetX = middleX - xx * (middleX + right) - xy * (middleY + down)
  const offsetY = middleY + sin * (middleX + right) - cos * (middleY + down)
  for (let i = 0; i < x.length; i++) {
    const placeX = x[i]
    const placeY = y[i]
    x[i] = xx * placeX + xy * placeY + offsetX
    y[i] = cos * placeY - sin * placeX + offsetY
  }
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function check(option: string, holds: boolean, expected: string, found: unknown): void {
  if (!holds) throw new ValueError(`randomAffine: ${option} must be ${expected}, found ${found}`)
}
