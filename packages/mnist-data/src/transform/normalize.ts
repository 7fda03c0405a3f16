import { ValueError } from '../errors'

/** How bytes become what a network reads: `pixel * scale + shift`. */
export interface Normalization {
  readonly scale: number
  readonly shift: number
}

/** Mean and standard deviation of MNIST's training pixels, as fractions of 255. */
export const MNIST_MEAN = 0.1307
export const MNIST_STD = 0.3081

/** `(pixel / 255 - mean) / std`, as one multiplication and one addition. */
export function normalize(mean: number = MNIST_MEAN, std: number = MNIST_STD): Normalization {
  if (!Number.isFinite(mean) || !(std > 0)) {
    throw new ValueError(
      `normalize: needs a finite mean and a std above 0, found ${mean} and ${std}`,
    )
  }
  return { scale: 1 / (255 * std), shift: -mean / std }
}
