import { ValueError } from '../errors'
import type { DatasetSpec } from './dataset-spec'
import { fashion } from './fashion'
import { mnist } from './mnist'

/** Every data set that can be loaded by name. */
export const catalog = { mnist, fashion } as const satisfies Record<string, DatasetSpec>

export type DatasetName = keyof typeof catalog

export const datasetNames = Object.keys(catalog) as readonly DatasetName[]

/** The description of a set, or a `ValueError` that lists the names there are. */
export function findSpec(name: DatasetName): DatasetSpec {
  if (!Object.hasOwn(catalog, name)) {
    throw new ValueError(`loadDataset: no set is named '${name}'; there are ${datasetNames.join(', ')}`)
  }
  return catalog[name]
}

/** The known set one of whose files has this SHA-256 when uncompressed. */
export function findByDigest(sha256: string): DatasetName | undefined {
  return datasetNames.find((name) =>
    Object.values(catalog[name].files).some((file) => file.sha256 === sha256),
  )
}
