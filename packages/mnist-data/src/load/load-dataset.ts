import { type DatasetName, findSpec } from '../catalog/catalog'
import type { DatasetSpec } from '../catalog/dataset-spec'
import type { LoadOptions } from '../source/load-options'
import { assemble, type DatasetSplits } from './assemble'
import { obtainFiles } from './obtain-files'

/**
 * Loads a data set by name, from `dir` or `files` when given, else from the cache, from the npm
 * package that carries MNIST, or from the network. Every file is verified before it is used.
 *
 * @throws MissingFilesError, IntegrityError, WrongDatasetError, GzipError, DownloadError, CacheError;
 *   each names the file, what was expected and found, and what to do
 */
export async function loadDataset(
  name: DatasetName,
  options: LoadOptions = {},
): Promise<DatasetSplits> {
  return await loadSpec(findSpec(name), options)
}

/** Loads the MNIST digits: `loadDataset('mnist', options)`. */
export async function loadMnist(options: LoadOptions = {}): Promise<DatasetSplits> {
  return await loadDataset('mnist', options)
}

/** Loads the set that `spec` describes. */
export async function loadSpec(spec: DatasetSpec, options: LoadOptions): Promise<DatasetSplits> {
  return assemble(spec, await obtainFiles(spec, options))
}
