import { otsu } from './otsu'

/** Part of the pixels that must be see-through for the transparency to show a shape. */
const LEAST_TRANSPARENT = 0.02
/** Steps of 255 between two shades of the colours that make a shape of their own. */
const LEAST_CONTRAST = 48
/** Part of the opaque pixels that each of the two shades must have. */
const LEAST_SHARE = 0.02
/** Ink brighter than this does not show on white paper. */
const BRIGHT = 191

/**
 * The brightness, 255 or 0, of the paper on which to lay a picture that is partly transparent: white,
 * except where the shape is in the transparency alone and its colour is as bright as white paper.
 * @param light brightness of each pixel, 0 to 255
 * @param alpha its opacity, 0 to 255
 */
export function paperBehind(light: ArrayLike<number>, alpha: ArrayLike<number>): 0 | 255 {
  const opaque: number[] = []
  let transparent = 0
  for (let i = 0; i < light.length; i++) {
    if (alpha[i] < 128) transparent++
    if (alpha[i] >= 250) opaque.push(light[i])
  }
  if (transparent < LEAST_TRANSPARENT * light.length || opaque.length === 0) return 255
  if (hasTwoShades(new Float64Array(opaque))) return 255
  const mean = opaque.reduce((sum, value) => sum + value, 0) / opaque.length
  return mean > BRIGHT ? 0 : 255
}

/** Whether the colours show a shape by themselves, as dark ink on a white sticker does. */
function hasTwoShades(values: Float64Array): boolean {
  const { threshold, below, above } = otsu(values)
  const share =
    values.reduce((count, value) => count + Number(value >= threshold), 0) / values.length
  return above - below >= LEAST_CONTRAST && Math.min(share, 1 - share) >= LEAST_SHARE
}
