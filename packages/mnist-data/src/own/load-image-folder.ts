import { optional, string } from '@handwritten/checks'
import { reasonOf } from '../bytes/reason-of'
import { checkCall, ownDataOptions } from '../checks'
import { DatasetError, MissingFilesError } from '../errors'
import { decodeImage } from '../image/decode-image'
import type { GrayImage } from '../image/gray-image'
import { toGray } from '../image/raw-image'
import { resize } from '../image/resize'
import type { DatasetSplits } from '../load/assemble'
import { type LabelledImages, sizeOf, splitsOf } from './labelled-images'
import type { OwnDataOptions } from './own-data-options'
import { type FolderEntry, listEntries, readUnpacked } from './read-files'

const PICTURE = /\.(png|jpe?g)$/i
const TRAIN = /^train(ing)?$/i
const TEST = /^(test(ing)?|val(id(ation)?)?)$/i

/** Pictures that are read and decoded at the same time. */
const AT_ONCE = 16

/**
 * Loads a folder of pictures with one subfolder for each class, as torchvision's ImageFolder: either
 * in `train` and `test` (or `val`), or without them, in which case a seeded part of the pictures
 * becomes the test set. Class names are those of the subfolders, in alphabetical order. Pictures are
 * PNG or JPEG files; colours become gray, transparency white.
 *
 * @throws MissingFilesError if there are no classes, or a class has no pictures
 * @throws DatasetError that names the file if a picture cannot be decoded or has another size
 */
export async function loadImageFolder(
  dir: string,
  options: OwnDataOptions = {},
): Promise<DatasetSplits> {
  checkCall('loadImageFolder', arguments, { dir: string, options: optional(ownDataOptions) })
  const { title = dir } = options
  const folders = (await listEntries(dir)).filter(({ isFolder }) => isFolder)
  const train = folders.find(({ name }) => TRAIN.test(name))
  const test = folders.filter(({ name }) => TEST.test(name)).sort(testFirst)[0]
  if (train === undefined || test === undefined) {
    return splitsOf(await readClasses(train?.path ?? dir, options), null, { ...options, title })
  }
  const whole = await readClasses(train.path, options)
  // The test pictures have the size of the training pictures.
  const size = options.size ?? ([whole.height, whole.width] as const)
  const hasSize = options.size !== undefined
  const held = await readClasses(test.path, hasSize ? { size } : {})
  return splitsOf(whole, held, { ...options, title, size })
}

const testFirst = (a: FolderEntry, b: FolderEntry): number =>
  Number(/^test/i.test(b.name)) - Number(/^test/i.test(a.name))

interface Picture {
  readonly path: string
  readonly label: string
}

async function readClasses(
  dir: string,
  { size }: Pick<OwnDataOptions, 'size'>,
): Promise<LabelledImages> {
  const pictures = await listPictures(dir)
  const images: GrayImage[] = []
  for (let from = 0; from < pictures.length; from += AT_ONCE) {
    const some = pictures.slice(from, from + AT_ONCE)
    images.push(...(await Promise.all(some.map(({ path }) => readPicture(path, size)))))
  }
  const [first] = images
  const { width, height } = first
  const pixels = new Uint8Array(images.length * width * height)
  for (const [place, image] of images.entries()) {
    if (image.width !== width || image.height !== height) {
      throw new DatasetError(
        `${pictures[place].path}: expected ${width} x ${height} pixels as in ${pictures[0].path}, ` +
          `found ${image.width} x ${image.height}; give a size to which all pictures are resized`,
      )
    }
    const offset = place * width * height
    for (let i = 0; i < width * height; i++) pixels[offset + i] = image.pixels[i] + 0.5
  }
  const labels = pictures.map(({ label }) => label)
  return { pixels, width, height, labels, nameOf: (place) => pictures[place].path }
}

async function listPictures(dir: string): Promise<Picture[]> {
  const classes = (await listEntries(dir)).filter(({ isFolder }) => isFolder)
  if (classes.length === 0) {
    throw new MissingFilesError(
      `${dir}: expected one subfolder with pictures for each class, found none`,
    )
  }
  const listed = classes.map(async ({ name: label, path: folder }) => {
    const entries = await listEntries(folder)
    const pictures = entries.filter(({ name, isFolder }) => !isFolder && PICTURE.test(name))
    if (pictures.length > 0) return pictures.map(({ path }) => ({ path, label }))
    const found = entries.length === 0 ? 'an empty folder' : entries[0].name
    throw new MissingFilesError(
      `${folder}: expected PNG or JPEG files of the class '${label}', found ${found}`,
    )
  })
  return (await Promise.all(listed)).flat()
}

async function readPicture(path: string, size: OwnDataOptions['size']): Promise<GrayImage> {
  const { bytes } = await readUnpacked(path)
  try {
    const gray = toGray(await decodeImage(bytes))
    if (size === undefined) return gray
    const [height, width] = sizeOf(size)
    return resize(gray, width, height)
  } catch (cause) {
    // The advice to pass raw pixels does not apply to a folder of files.
    const reason = reasonOf(cause).replace(
      /; convert it, or give its pixels as .*$/,
      '; convert it',
    )
    throw new DatasetError(`${path}: ${reason}`)
  }
}
