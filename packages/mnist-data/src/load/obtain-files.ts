import type { FileCache } from '../cache/file-cache'
import { findCache } from '../cache/find-cache'
import { printWarning, tolerantCache } from '../cache/tolerant-cache'
import { type DatasetSpec, type FileRole, type FileSpec, fileRoles } from '../catalog/dataset-spec'
import { GzipError, IntegrityError, MissingFilesError, WrongDatasetError } from '../errors'
import { fetchFromArchive } from '../source/archive'
import { readFromPackage } from '../source/data-package'
import { readFolder } from '../source/folder'
import type { FileSet, FoundFile } from '../source/found-file'
import type { LoadOptions } from '../source/load-options'
import { fetchFromMirrors } from '../source/mirrors'
import { verifyFile } from './verify-file'

/**
 * The four files of a set, uncompressed and verified: those given, or those of the folder given;
 * else each from the cache, the data package or the network, in this order.
 */
export async function obtainFiles(spec: DatasetSpec, options: LoadOptions): Promise<FileSet> {
  const { files, dir } = options
  if (files !== undefined) {
    return await forEachRole((role) =>
      verifyFile(spec, spec.files[role], { label: `files.${role}`, bytes: files[role] }),
    )
  }
  if (dir !== undefined) {
    const found = await readFolder(spec, dir)
    return await forEachRole((role) => verifyFile(spec, spec.files[role], found[role]))
  }
  const cache = tolerantCache(await findCache(options.cacheDir), options.onWarning ?? printWarning)
  const fetchRemote = remoteFiles(spec, cache, options)
  return await forEachRole(async (role) => {
    const file = spec.files[role]
    const found = await findAtHand(spec, file, cache)
    return found ?? (await verifyFile(spec, file, await fetchRemote(file)))
  })
}

/** One after the other, so that nothing goes on behind the back of an error. */
async function forEachRole(obtain: (role: FileRole) => Promise<FoundFile>): Promise<FileSet> {
  const found: Partial<Record<FileRole, FoundFile>> = {}
  for (const role of fileRoles) found[role] = await obtain(role)
  return found as FileSet
}

async function findAtHand(
  spec: DatasetSpec,
  file: FileSpec,
  cache: FileCache,
): Promise<FoundFile | undefined> {
  const cached = await findCached(spec, file, cache)
  if (cached) return cached
  const packaged = await readFromPackage(spec, file)
  return packaged && (await verifyFile(spec, file, packaged))
}

/** A bad file is set aside, as if it had not been there. */
async function findCached(
  spec: DatasetSpec,
  file: FileSpec,
  cache: FileCache,
): Promise<FoundFile | undefined> {
  const name = `${file.name}.gz`
  const bytes = await cache.read(spec.name, name)
  if (bytes === undefined) return undefined
  try {
    const label = cache.locate(spec.name, name) ?? name
    return await verifyFile(spec, file, { label, bytes })
  } catch (error) {
    const isBad = [IntegrityError, GzipError, WrongDatasetError].some(
      (type) => error instanceof type,
    )
    if (!isBad) throw error
    await cache.setAside(spec.name, name)
    return undefined
  }
}

/** How the files that are not at hand are fetched; an archive is fetched once for all of them. */
function remoteFiles(
  spec: DatasetSpec,
  cache: FileCache,
  options: LoadOptions,
): (file: FileSpec) => Promise<FoundFile> {
  const { archive } = spec
  if (options.download === false) {
    const place = cache.locate(spec.name)
    return async ({ name }) => {
      throw new MissingFilesError(
        `${spec.title}: ${name} is not at hand${place ? ` in ${place}` : ''} and ` +
          'downloads are off; allow them, or give a folder that holds the files as `dir`',
      )
    }
  }
  if (archive === undefined) return (file) => fetchFromMirrors(spec, file, cache, options)
  let unpacked: ReturnType<typeof fetchFromArchive> | undefined
  return async ({ name }) => {
    unpacked ??= fetchFromArchive(spec, archive, cache, options)
    return (await unpacked).get(name) as FoundFile
  }
}
