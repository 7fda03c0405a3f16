import { ValueError } from '../errors'
import type { DatasetSpec } from './dataset-spec'
import {
  emnistBalanced,
  emnistByClass,
  emnistByMerge,
  emnistDigits,
  emnistLetters,
  emnistMnist,
} from './emnist'
import { fashion } from './fashion'
import { kmnist } from './kmnist'
import { mnist } from './mnist'
import { qmnist } from './qmnist'

/** Every data set that can be loaded by name. */
export const catalog: Readonly<Record<DatasetName, DatasetSpec>> = {
  mnist,
  fashion,
  kmnist,
  qmnist,
  'emnist-balanced': emnistBalanced,
  'emnist-digits': emnistDigits,
  'emnist-letters': emnistLetters,
  'emnist-byclass': emnistByClass,
  'emnist-bymerge': emnistByMerge,
  'emnist-mnist': emnistMnist,
}

export type DatasetName =
  | 'mnist'
  | 'fashion'
  | 'kmnist'
  | 'qmnist'
  | 'emnist-balanced'
  | 'emnist-digits'
  | 'emnist-letters'
  | 'emnist-byclass'
  | 'emnist-bymerge'
  | 'emnist-mnist'

export const datasetNames = Object.keys(catalog) as readonly DatasetName[]

/** The description of a set, or a `ValueError` that lists the names there are. */
export function findSpec(name: DatasetName): DatasetSpec {
  if (!Object.hasOwn(catalog, name)) {
    throw new ValueError(
      `loadDataset: no set is named '${String(name)}'; there are ${datasetNames.join(', ')}`,
    )
  }
  return catalog[name]
}

/** The known set one of whose files has this SHA-256 when uncompressed. */
export function findByDigest(sha256: string): DatasetSpec | undefined {
  return Object.values(catalog).find(({ files }) =>
    Object.values(files).some((file) => file.sha256 === sha256),
  )
}
