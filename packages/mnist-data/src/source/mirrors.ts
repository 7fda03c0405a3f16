import { fetchFile } from '../cache/fetch-file'
import type { FileCache } from '../cache/file-cache'
import type { DatasetSpec, FileSpec } from '../catalog/dataset-spec'
import { ValueError } from '../errors'
import type { FoundFile } from './found-file'
import type { LoadOptions } from './load-options'

/** Downloads one compressed file of a set into the cache. */
export async function fetchFromMirrors(
  spec: DatasetSpec,
  file: FileSpec,
  cache: FileCache,
  options: LoadOptions,
): Promise<FoundFile> {
  const { gz } = file
  if (gz === undefined) throw new ValueError(`${spec.title}: no digest of ${file.name} is known`)
  const name = `${file.name}.gz`
  // Deflate adds at most 5 bytes to 16,383, and gzip a header.
  const bytes = Math.ceil(file.bytes * 1.001) + 1024
  const urls = urlsOf(name, options.mirrors ?? spec.mirrors)
  const remote = { name, urls, digest: gz, bytes, ...(file.sha256 && { content: file.sha256 }) }
  return { label: name, bytes: await fetchFile(cache, spec.name, remote, options) }
}

/** The address of a file below each of the mirrors. */
export function urlsOf(name: string, mirrors: readonly string[]): string[] {
  return mirrors.map((mirror) => `${mirror.replace(/\/*$/, '/')}${name}`)
}
