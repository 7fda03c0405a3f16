/** One IDX file of a set as its authors publish it. */
export interface FileSpec {
  /** Name without `.gz`. */
  readonly name: string
  /** Length of the uncompressed file. */
  readonly bytes: number
  /** SHA-256 of the uncompressed file, where it is known. */
  readonly sha256?: string
  /** Published digest of the `.gz` file as it is downloaded. */
  readonly gz?: { readonly algorithm: 'sha256' | 'md5'; readonly digest: string }
}

/** The part a file plays in its set. */
export type FileRole = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels'

export const fileRoles: readonly FileRole[] = [
  'trainImages',
  'trainLabels',
  'testImages',
  'testLabels',
]

/** What there is to know of a published data set before it is read. */
export interface DatasetSpec {
  /** As people write it: `Fashion-MNIST`. */
  readonly title: string
  /** Class names in the order of their numbers. */
  readonly classes: readonly string[]
  /** The number in the files that stands for class 0. */
  readonly firstLabel: 0 | 1
  /** Whether each image is stored with its rows as columns. */
  readonly transposed: boolean
  readonly files: Readonly<Record<FileRole, FileSpec>>
}
