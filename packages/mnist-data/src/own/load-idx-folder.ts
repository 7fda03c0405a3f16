import { optional, string } from '@handwritten/checks'
import { permuteDims } from '@handwritten/tensor'
import { catalog } from '../catalog/catalog'
import { type DatasetSpec, fileRoles } from '../catalog/dataset-spec'
import { checkCall, ownDataOptions } from '../checks'
import { uint8Tensor } from '../dataset/typed-tensor'
import { DatasetError, IdxError, MissingFilesError } from '../errors'
import { type IdxFile, parseIdx } from '../idx/parse-idx'
import type { DatasetSplits } from '../load/assemble'
import { type LabelledImages, splitsOf } from './labelled-images'
import type { OwnDataOptions } from './own-data-options'
import { listEntries, readUnpacked } from './read-files'

interface NamedIdx extends IdxFile {
  readonly name: string
  readonly path: string
}

/**
 * Loads IDX files with any names, gzipped or not, from a folder: images uint8 [n, height, width] and
 * labels of integers [n] or [n, columns] whose first column is the class. Two pairs are train and test:
 * by their names, otherwise the larger one is train. From one pair a seeded part becomes the test set.
 * Files with the names of a published set are read as that set is (its class names, its first label,
 * transposed images), but are not verified.
 *
 * @throws MissingFilesError, GzipError, IdxError, DatasetError; each names the file
 */
export async function loadIdxFolder(
  dir: string,
  options: OwnDataOptions = {},
): Promise<DatasetSplits> {
  checkCall('loadIdxFolder', arguments, { dir: string, options: optional(ownDataOptions) })
  const { title = dir } = options
  const files = await readIdxFiles(dir)
  const spec = specOf(files)
  const images = files.filter(({ shape }) => shape.length === 3)
  const labels = files.filter(({ shape }) => shape.length < 3)
  const pairs = images.map((image) => [image, labelsFor(image, labels)] as const)
  if (pairs.length === 0 || pairs.length > 2 || labels.length !== images.length) {
    const found = files.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ')
    throw new MissingFilesError(
      `${dir}: expected one or two pairs of images [n, height, width] and labels [n], found ${found || 'no IDX file'}`,
    )
  }
  const isTest = (name: string) => /test|t10k|val/i.test(name)
  pairs.sort(
    ([a], [b]) => Number(isTest(a.name)) - Number(isTest(b.name)) || b.shape[0] - a.shape[0],
  )
  const [train, test] = pairs.map(([image, label]) => labelled(image, label, spec))
  const classes = options.classes ?? spec?.classes
  return splitsOf(train, test ?? null, { ...options, title, ...(classes && { classes }) })
}

/** Whether bytes begin as an IDX file does. */
export function isIdx(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] >= 8 && bytes[2] <= 14 && bytes[3] > 0
}

async function readIdxFiles(dir: string): Promise<NamedIdx[]> {
  const entries = (await listEntries(dir)).filter(({ isFolder }) => !isFolder)
  // A file beside its own .gz is read once.
  const names = new Set(entries.map(({ name }) => name))
  const chosen = entries.filter(
    ({ name }) => !names.has(name.replace(/\.gz$/i, '')) || !/\.gz$/i.test(name),
  )
  const files: NamedIdx[] = []
  for (const { name, path } of chosen) {
    const { bytes, label } = await readUnpacked(path)
    const looksLikeIdx = /idx|ubyte/i.test(name)
    if (!isIdx(bytes) && !looksLikeIdx) continue
    files.push({ name, path, ...parseIdx(bytes, label) })
  }
  return files
}

/** The published set whose file names these are. */
function specOf(files: readonly NamedIdx[]): DatasetSpec | undefined {
  const names = new Set(files.map(({ name }) => name.replace(/\.gz$/i, '')))
  return Object.values(catalog).find(
    (spec) =>
      (spec.transposed || spec.firstLabel !== undefined) &&
      fileRoles.every((role) => names.has(spec.files[role].name)),
  )
}

/** The labels with the name that is nearest to that of the images, among those of the same length. */
function labelsFor(image: NamedIdx, labels: readonly NamedIdx[]): NamedIdx {
  const fitting = labels.filter(({ shape }) => shape[0] === image.shape[0])
  const likeness = ({ name }: NamedIdx) => {
    let same = 0
    while (same < name.length && name[same] === image.name[same]) same++
    return same
  }
  const [best] = fitting.toSorted((a, b) => likeness(b) - likeness(a))
  if (best !== undefined) return best
  const found = labels.map(({ path, shape }) => `${path} with ${shape[0]}`).join(', ') || 'none'
  throw new DatasetError(
    `${image.path}: expected labels for its ${image.shape[0]} images, found ${found}`,
  )
}

function labelled(image: NamedIdx, label: NamedIdx, spec?: DatasetSpec): LabelledImages {
  if (!(image.data instanceof Uint8Array)) {
    throw new IdxError('type', `${image.path}: images must be uint8, found ${image.dtype}`)
  }
  const [count, rows, columns] = image.shape
  const stored = uint8Tensor(image.data, image.shape)
  const images = spec?.transposed ? permuteDims(stored, [0, 2, 1]) : stored
  const [, height, width] = images.shape
  const step = label.shape.length === 2 ? label.shape[1] : 1
  const { firstLabel = 0, classes } = spec ?? {}
  const numbers = Array.from({ length: count }, (_, row) => label.data[row * step])
  const odd = numbers.findIndex((number) => !Number.isSafeInteger(number))
  if (odd !== -1) {
    throw new DatasetError(
      `${label.path} row ${odd}: expected an integer label, found ${numbers[odd]}`,
    )
  }
  return {
    pixels: rows * columns === 0 ? new Uint8Array(0) : (images.toTypedArray() as Uint8Array),
    ...{ height, width },
    labels: numbers.map(
      (number) => classes?.[number - firstLabel] ?? (classes ? `label ${number}` : String(number)),
    ),
    nameOf: (row) => `${label.path} row ${row}`,
  }
}
