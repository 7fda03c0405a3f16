import type { FileRole } from '../catalog/dataset-spec'

/** A file as it was found: its bytes, perhaps compressed, and what errors call it. */
export interface FoundFile {
  readonly label: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export type FileSet = Readonly<Record<FileRole, FoundFile>>
