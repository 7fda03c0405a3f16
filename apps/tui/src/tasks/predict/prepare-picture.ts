import {
  compose,
  DataError,
  flatten,
  normalize,
  prepareDigit,
  prepareImage,
} from '@handwritten/mnist-data'
import type { Tensor } from '@handwritten/tensor'
import type { SavedModel } from '../../model/saved-model'
import { isPublished } from '../../settings/datasets'
import { RunFailure } from '../../training/failure'
import type { Normalization } from '../../training/normalization'
import type { PictureSource } from './find-pictures'

/** How a picture becomes an image of the network's size: as MNIST's digits, or only resized. */
export type Preparation = 'digit' | 'resize'

/** Digits and letters were prepared as MNIST's; clothes and data of other kinds were not. */
export function preparationFor({ run }: SavedModel): Preparation {
  if (run === null) return 'digit'
  return isPublished(run.dataset) && run.dataset !== 'fashion' ? 'digit' : 'resize'
}

/** The input [1, pixels] of a network for a picture. @throws RunFailure that names the picture */
export async function preparePicture(
  picture: PictureSource,
  {
    preparation,
    image,
    normalization,
  }: Pick<SavedModel, 'image'> & {
    readonly preparation: Preparation
    readonly normalization: Normalization
  },
): Promise<Tensor> {
  if (image === null)
    throw new RunFailure('other-input', 'this network does not take images of a known size')
  const bytes = picture.read()
  try {
    const prepared =
      preparation === 'digit' ? (await prepareDigit(bytes)).image : await prepareImage(bytes, image)
    if (prepared.shape[1] !== image[0] || prepared.shape[2] !== image[1])
      throw new RunFailure(
        'other-input',
        `this network takes images of ${image.join(' x ')}, but digits are prepared as 28 x 28; add --prepare resize`,
      )
    const { mean, std } = normalization
    return compose(normalize(mean, std), flatten()).apply(prepared)
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    // The library's advice to pass raw pixels is of no use on a command line.
    const reason = error.message.replace(/, or give its pixels as .*$/, '')
    throw new RunFailure('unreadable', `${picture.name}: ${reason}`)
  }
}
