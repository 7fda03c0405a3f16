import { optional, string } from '@handwritten/checks'
import { checkCall, ownDataOptions } from '../checks'
import { MissingFilesError } from '../errors'
import type { DatasetSplits } from '../load/assemble'
import { describeFolder } from '../source/list-folder'
import { isCsvName, loadCsv } from './load-csv'
import { isIdx, loadIdxFolder } from './load-idx-folder'
import { loadImageFolder } from './load-image-folder'
import { loadNpz } from './load-npz'
import type { OwnDataOptions } from './own-data-options'
import { isFolder, listEntries, readUnpacked } from './read-files'

/** How the data of a path is stored. */
export type DataFormat = 'images' | 'idx' | 'csv' | 'npz'

const loaders: Readonly<
  Record<DataFormat, (path: string, options?: OwnDataOptions) => Promise<DatasetSplits>>
> = { images: loadImageFolder, idx: loadIdxFolder, csv: loadCsv, npz: loadNpz }

/**
 * Loads data of any of these formats from a file or folder: pictures in one subfolder for each class,
 * IDX files, CSV files, or NumPy arrays. The data is not verified.
 *
 * @throws MissingFilesError if the path holds none of them; the errors of the format's loader
 */
export async function loadPath(
  path: string,
  options: OwnDataOptions = {},
): Promise<DatasetSplits & { readonly format: DataFormat }> {
  checkCall('loadPath', arguments, { path: string, options: optional(ownDataOptions) })
  const format = await formatOf(path)
  return { ...(await loaders[format](path, options)), format }
}

async function formatOf(path: string): Promise<DataFormat> {
  if (!(await isFolder(path))) return fileFormat(path)
  const entries = await listEntries(path)
  const files = entries.filter(({ isFolder }) => !isFolder)
  if (files.some(({ name }) => isCsvName(name))) return 'csv'
  if (files.some(({ name }) => /\.npy$/i.test(name))) return 'npz'
  if (files.some(({ name }) => /idx|ubyte/i.test(name))) return 'idx'
  if (entries.some(({ isFolder }) => isFolder)) return 'images'
  for (const { path: file } of files) if (isIdx((await readUnpacked(file)).bytes)) return 'idx'
  throw new MissingFilesError(
    `${path}: expected a subfolder of pictures for each class, IDX files, CSV files or .npy files, ` +
      `found ${describeFolder(entries.map(({ name }) => name))}`,
  )
}

function fileFormat(path: string): DataFormat {
  if (isCsvName(path)) return 'csv'
  if (/\.npz$/i.test(path)) return 'npz'
  throw new MissingFilesError(
    `${path}: expected a folder, a .csv file or an .npz file; give the folder for pictures, IDX and .npy files`,
  )
}
