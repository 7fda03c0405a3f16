/** What went wrong, in one word that programs can compare. */
export type DataErrorCode =
  | 'IDX'
  | 'GZIP'
  | 'MISSING'
  | 'INTEGRITY'
  | 'WRONG_SET'
  | 'DATASET'
  | 'VALUE'
  | 'PLATFORM'
  | 'DOWNLOAD'
  | 'CACHE'
  | 'IMAGE'

/** Base of every error this package throws on purpose. The message says what to do. */
export class DataError extends Error {
  override name = 'DataError'
  readonly code: DataErrorCode

  constructor(code: DataErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The rule of the IDX format that a file breaks. */
export type IdxFault = 'magic' | 'type' | 'dimensions' | 'length' | 'overflow'

/** Bytes that are not a well-formed IDX file. */
export class IdxError extends DataError {
  override name = 'IdxError'
  readonly fault: IdxFault

  constructor(fault: IdxFault, message: string) {
    super('IDX', message)
    this.fault = fault
  }
}

/** Bytes that cannot be decompressed, or that decompress to more than was allowed. */
export class GzipError extends DataError {
  override name = 'GzipError'

  constructor(message: string, options?: ErrorOptions) {
    super('GZIP', message, options)
  }
}

/** Files of a data set that are not where they were looked for. */
export class MissingFilesError extends DataError {
  override name = 'MissingFilesError'

  constructor(message: string, options?: ErrorOptions) {
    super('MISSING', message, options)
  }
}

/** A file that is cut short, too long, or altered. */
export class IntegrityError extends DataError {
  override name = 'IntegrityError'

  constructor(message: string, options?: ErrorOptions) {
    super('INTEGRITY', message, options)
  }
}

/** Sound files, but of another set than the one asked for, which `found` names. */
export class WrongDatasetError extends DataError {
  override name = 'WrongDatasetError'
  readonly found: string

  constructor(message: string, found: string) {
    super('WRONG_SET', message)
    this.found = found
  }
}

/** Images and labels that do not make a data set together. */
export class DatasetError extends DataError {
  override name = 'DatasetError'

  constructor(message: string) {
    super('DATASET', message)
  }
}

/** An argument whose value is not taken. */
export class ValueError extends DataError {
  override name = 'ValueError'

  constructor(message: string) {
    super('VALUE', message)
  }
}

/** Something that this runtime does not have, such as a file system in a browser. */
export class PlatformError extends DataError {
  override name = 'PlatformError'

  constructor(message: string, options?: ErrorOptions) {
    super('PLATFORM', message, options)
  }
}

/**
 * Why one attempt to fetch a file failed: no connection, an error status, redirects without end, a
 * server that fell silent, a web page in place of the file, a body that ended early or never, or
 * bytes whose digest is not the published one.
 */
export type DownloadFailure =
  | 'network'
  | 'status'
  | 'redirects'
  | 'timeout'
  | 'web-page'
  | 'truncated'
  | 'too-long'
  | 'digest'

/** One attempt to fetch a file. */
export interface DownloadAttempt {
  readonly url: string
  readonly failure: DownloadFailure
  /** What was expected and found. */
  readonly detail: string
}

/** A file that no mirror gave; `attempts` lists every try in order. */
export class DownloadError extends DataError {
  override name = 'DownloadError'
  readonly attempts: readonly DownloadAttempt[]
  /** What to do about a proxy that the environment names and Node does not use; empty where there is none. */
  readonly hint: string

  constructor(message: string, attempts: readonly DownloadAttempt[], hint = '') {
    super('DOWNLOAD', message)
    this.attempts = attempts
    this.hint = hint
  }
}

/** A cache folder that cannot be read or written, for instance because the disk is full. */
export class CacheError extends DataError {
  override name = 'CacheError'

  constructor(message: string, options?: ErrorOptions) {
    super('CACHE', message, options)
  }
}

/** A picture that cannot be decoded, or in which there is nothing to read. */
export class ImageError extends DataError {
  override name = 'ImageError'

  constructor(message: string, options?: ErrorOptions) {
    super('IMAGE', message, options)
  }
}
