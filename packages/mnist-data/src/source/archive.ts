import { digestOf } from '../bytes/digest'
import { fetchFile, storeFile } from '../cache/fetch-file'
import type { FileCache } from '../cache/file-cache'
import { type ArchiveSpec, type DatasetSpec, fileRoles } from '../catalog/dataset-spec'
import { IntegrityError } from '../errors'
import type { FoundFile } from './found-file'
import type { LoadOptions } from './load-options'
import { urlsOf } from './mirrors'

/**
 * Takes the compressed files of a set out of the archive it is published in, by file name, and puts
 * them into the cache. The archive stays there for other sets.
 */
export async function fetchFromArchive(
  spec: DatasetSpec,
  archive: ArchiveSpec,
  cache: FileCache,
  options: LoadOptions,
): Promise<ReadonlyMap<string, FoundFile>> {
  const names = fileRoles.map((role) => spec.files[role].name)
  const entryOf = (name: string): string => `${archive.folder}${name}.gz`
  const bytes = await obtainArchive(spec, archive, cache, options)
  const wanted = new Set(names.map(entryOf))
  const { unzipSync } = await import('fflate')
  const entries = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) })
  const files = new Map<string, FoundFile>()
  for (const name of names) {
    const entry = entries[entryOf(name)]
    if (entry === undefined) throw new IntegrityError(`${archive.name}: holds no ${entryOf(name)}`)
    const copy = entry.slice()
    await storeFile(cache, spec.name, `${name}.gz`, copy)
    files.set(name, { label: `${archive.name}/${entryOf(name)}`, bytes: copy })
  }
  return files
}

/** The verified archive, from the cache or from a mirror. */
async function obtainArchive(
  spec: DatasetSpec,
  { name, cacheFolder, digest, bytes }: ArchiveSpec,
  cache: FileCache,
  options: LoadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const cached = await cache.read(cacheFolder, name)
  if (cached && (await digestOf(cached, digest.algorithm)) === digest.value) return cached
  if (cached) await cache.setAside(cacheFolder, name)
  const urls = urlsOf(name, options.mirrors ?? spec.mirrors)
  return await fetchFile(cache, cacheFolder, { name, urls, digest, bytes }, options)
}
