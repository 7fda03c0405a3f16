import { check, count, oneOf, optional, options } from '@handwritten/checks'
import { checkCall, numbersCheck } from '../checks'
import type { PixelImage } from './pixel-image'

/** Options of `digitLines`. */
export interface DigitLinesOptions {
  /** `blocks` needs a font with block elements; `ascii` shows ten shades. Default `'blocks'`. */
  style?: 'blocks' | 'ascii'
}

const digitLinesArguments = {
  image: /* @__PURE__ */ check<PixelImage>(
    'an image as imageAt gives it',
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      'pixels' in value &&
      'width' in value &&
      'height' in value &&
      numbersCheck(value.pixels, 'pixels') === undefined &&
      count(value.width, 'width') === undefined &&
      count(value.height, 'height') === undefined,
  ),
  options: /* @__PURE__ */ optional(
    options<DigitLinesOptions>({ style: oneOf('blocks', 'ascii') }),
  ),
}

/**
 * An image as lines of text for a terminal, all of one length: one character is one pixel wide and
 * two high, which in most fonts makes pixels square.
 */
export function digitLines(image: PixelImage, options: DigitLinesOptions = {}): string[] {
  checkCall('digitLines', arguments, digitLinesArguments)
  const { style = 'blocks' } = options
  const { width, height, pixels } = image
  const character = style === 'blocks' ? block : shade
  const pixel = (x: number, y: number): number => (y < height ? pixels[y * width + x] : 0)
  return Array.from({ length: Math.ceil(height / 2) }, (_, line) =>
    Array.from({ length: width }, (__, x) =>
      character(pixel(x, 2 * line), pixel(x, 2 * line + 1)),
    ).join(''),
  )
}

/** Space, upper half, lower half, full block. */
const BLOCKS = [' ', '\u2580', '\u2584', '\u2588']
const SHADES = ' .:-=+*#%@'

function block(upper: number, lower: number): string {
  return BLOCKS[(upper >= 128 ? 1 : 0) + (lower >= 128 ? 2 : 0)]
}

function shade(upper: number, lower: number): string {
  return SHADES[Math.floor(((upper + lower) / 512) * SHADES.length)]
}
