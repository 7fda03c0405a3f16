import { gunzip, isGzip } from '../bytes/gunzip'
import { sha256 } from '../bytes/sha256'
import { catalog, findByDigest } from '../catalog/catalog'
import type { DatasetSpec, FileSpec } from '../catalog/dataset-spec'
import { IntegrityError, WrongDatasetError } from '../errors'
import type { FoundFile } from '../source/folder'

/**
 * The uncompressed content of a file, once its length and digest are those that were published.
 *
 * @throws IntegrityError when they are not, WrongDatasetError when they are another set's, GzipError
 */
export async function verifyFile(
  spec: DatasetSpec,
  file: FileSpec,
  { label, bytes }: FoundFile,
): Promise<Uint8Array<ArrayBuffer>> {
  const raw = isGzip(bytes) ? await gunzip(bytes, { limit: file.bytes, label }) : bytes
  checkLength(spec, file, label, raw)
  if (file.sha256 !== undefined) checkDigest(spec, file.sha256, label, await sha256(raw))
  return raw
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

function checkDigest(spec: DatasetSpec, expected: string, label: string, found: string): void {
  if (found === expected) return
  const other = findByDigest(found)
  if (other !== undefined) {
    throw new WrongDatasetError(
      `${label}: expected ${spec.title}, found ${catalog[other].title}; ` +
        `load it with loadDataset('${other}', ...) or give a folder with ${spec.title}`,
      other,
    )
  }
  throw new IntegrityError(
    `${label}: ${spec.title} has SHA-256 ${expected} uncompressed, found ${found}: ` +
      'the file was altered, or is another set; copy or download it again',
  )
}
