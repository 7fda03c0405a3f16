import { anything, check, optional, options } from '@handwritten/checks'
import type { Tensor } from '@handwritten/tensor'
import { asBytes, isBytes } from '../bytes/is-bytes'
import { checkCall, someNumber } from '../checks'
import { uint8Tensor } from '../dataset/typed-tensor'
import { decodeImage } from '../image/decode-image'
import type { GrayImage } from '../image/gray-image'
import type { DecodeOptions } from '../image/memory-limit'
import { type RawImage, toGray } from '../image/raw-image'
import { resize } from '../image/resize'
import { centreByMass } from './centre'
import { cropToInk } from './crop'
import { dropSpecks } from './drop-specks'
import { findInk } from './find-ink'
import { requireOneCharacter } from './one-character'
import { thicken } from './thicken'

/** What a picture looks like after one step of its preparation; for display. */
export interface PreparationStep {
  /** `gray` is the picture; `ink`, `crop`, `fit` and `centre` show ink bright on black, as MNIST. */
  readonly name: 'gray' | 'ink' | 'crop' | 'fit' | 'centre'
  readonly width: number
  readonly height: number
  /** Bytes row by row, 0 black. */
  readonly pixels: Uint8Array
}

/** A picture made ready for a network that was trained on MNIST. */
export interface PreparedDigit {
  /** Pixels [1, 28, 28], 0 the background, as in a data set. */
  readonly image: Tensor<'uint8'>
  /** Whether the picture was dark on light, the opposite of MNIST. */
  readonly inverted: boolean
  readonly steps: readonly PreparationStep[]
}

/** Longest side in which ink is looked for; more shows nothing but the grain of the paper. */
const LONGEST = 512
/** Longest side in which strokes are thickened. */
const FINE = 80
/** Longest side of a digit in MNIST. */
const DIGIT = 20

/**
 * Prepares a picture of one digit as MNIST's were (LeCun et al., 1998): ink told from paper, cut out,
 * scaled into 20 x 20 with its proportions kept, and centred by mass in 28 x 28.
 *
 * @param picture a PNG or JPEG file, or raw pixels such as a canvas's `ImageData`
 * @param limits limit of the memory that decoding a file may take
 * @throws ImageError when it cannot be decoded, needs too much memory for it, shows nothing, or shows more than one digit; PlatformError when a decoder cannot be loaded
 */
export async function prepareDigit(
  picture: Uint8Array | RawImage,
  limits: DecodeOptions = {},
): Promise<PreparedDigit> {
  checkCall('prepareDigit', arguments, prepareArguments)
  return preparePixels(isBytes(picture) ? await decodeImage(asBytes(picture), limits) : picture)
}

const prepareArguments = {
  picture: /* @__PURE__ */ anything<Uint8Array | RawImage>(),
  options: /* @__PURE__ */ optional(options<DecodeOptions>({ memory: someNumber })),
}

/** `toGray` says what else a picture needs. */
const pictureCheck = /* @__PURE__ */ check<RawImage>(
  'a picture as { width, height, data }, or the bytes of a file with prepareDigit',
  (value) => typeof value !== 'symbol' && value !== null && value !== undefined,
)

/** `prepareDigit` for raw pixels, at once. */
export function preparePixels(picture: RawImage): PreparedDigit {
  checkCall('preparePixels', arguments, { picture: pictureCheck })
  const gray = shrinkTo(LONGEST, toGray(picture))
  const { ink, inverted } = findInk(gray)
  const crop = cropToInk(dropSpecks(ink))
  requireOneCharacter(crop)
  const fit = brighten(scaleTo(DIGIT, thicken(shrinkTo(FINE, crop))))
  const centre = bytesOf('centre', centreByMass(fit), 255)
  return {
    image: uint8Tensor(centre.pixels, [1, centre.height, centre.width]),
    inverted,
    steps: [
      bytesOf('gray', gray, 1),
      bytesOf('ink', ink, 255),
      bytesOf('crop', crop, 255),
      bytesOf('fit', fit, 255),
      centre,
    ],
  }
}

function shrinkTo(longest: number, image: GrayImage): GrayImage {
  return Math.max(image.width, image.height) > longest ? scaleTo(longest, image) : image
}

/** The picture with its longer side `longest`, its proportions kept. */
function scaleTo(longest: number, image: GrayImage): GrayImage {
  const factor = longest / Math.max(image.width, image.height)
  const scaled = (length: number): number => Math.max(1, Math.round(length * factor))
  return resize(image, scaled(image.width), scaled(image.height))
}

/** Full strokes are 1 again after scaling has mixed them with paper. */
function brighten({ width, height, pixels }: GrayImage): GrayImage {
  const most = pixels.reduce((a, b) => Math.max(a, b), 0)
  return { width, height, pixels: pixels.map((ink) => ink / most) }
}

function bytesOf(
  name: PreparationStep['name'],
  { width, height, pixels }: GrayImage,
  scale: number,
): PreparationStep {
  const bytes = new Uint8Array(pixels.length)
  for (let i = 0; i < pixels.length; i++) bytes[i] = pixels[i] * scale + 0.5
  return { name, width, height, pixels: bytes }
}
