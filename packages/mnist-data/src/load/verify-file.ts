import { digestOf } from '../bytes/digest'
import { gunzip, isGzip } from '../bytes/gunzip'
import { sha256 } from '../bytes/sha256'
import { findByDigest } from '../catalog/catalog'
import type { DatasetSpec, FileSpec } from '../catalog/dataset-spec'
import { IntegrityError, WrongDatasetError } from '../errors'
import type { FoundFile } from '../source/found-file'

/**
 * The uncompressed content of a file, once its length is right and the digest that is known of it,
 * of the content or of the `.gz`, is the published one.
 *
 * @throws IntegrityError when they are not, WrongDatasetError when they are another set's, GzipError
 */
export async function verifyFile(
  spec: DatasetSpec,
  file: FileSpec,
  { label, bytes }: FoundFile,
): Promise<FoundFile> {
  const raw = isGzip(bytes) ? await gunzip(bytes, { limit: file.bytes, label }) : bytes
  checkLength(spec, file, label, raw)
  const found = await sha256(raw)
  if (found !== file.sha256) {
    checkOtherSet(spec, label, found)
    if (file.sha256 !== undefined) throw altered(label, 'SHA-256', file.sha256, found)
    if (raw !== bytes) await checkArchive(file, label, bytes)
  }
  return { label, bytes: raw }
}

function checkLength(spec: DatasetSpec, file: FileSpec, label: string, raw: Uint8Array): void {
  if (raw.length === file.bytes) return
  const why =
    raw[0] === 0x3c
      ? 'it starts with "<" like a web page'
      : raw.length < file.bytes
        ? 'it is cut short'
        : 'it is too long'
  throw new IntegrityError(
    `${label}: ${spec.title}'s ${file.name} has ${file.bytes} bytes uncompressed, ` +
      `found ${raw.length}: ${why}; copy or download it again`,
  )
}

function checkOtherSet(spec: DatasetSpec, label: string, found: string): void {
  const other = findByDigest(found)
  if (other === undefined) return
  throw new WrongDatasetError(
    `${label}: expected ${spec.title}, found ${other.title}; ` +
      `load it with loadDataset('${other.name}', ...) or give a folder with ${spec.title}`,
    other.name,
  )
}

/** Where only the digest of the `.gz` file is published. */
async function checkArchive(
  { gz }: FileSpec,
  label: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (gz === undefined) return
  const found = await digestOf(bytes, gz.algorithm)
  if (found !== gz.value) throw altered(label, gz.algorithm, gz.value, found)
}

function altered(label: string, algorithm: string, expected: string, found: string): Error {
  return new IntegrityError(
    `${label}: expected ${algorithm} ${expected}, found ${found}: the file was altered, or is of ` +
      'another set; copy or download it again, or load it as it is with loadIdxDataset',
  )
}
