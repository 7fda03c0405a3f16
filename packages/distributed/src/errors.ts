/** The kind of a {@link DistributedError}, for programs to compare. */
export type DistributedErrorCode = 'OPTION' | 'LIBRARY' | 'ABI' | 'RANK' | 'SIZE' | 'STATE'

/** Base of every error that this package throws on purpose. */
export class DistributedError extends Error {
  readonly code: DistributedErrorCode

  constructor(code: DistributedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

/** An option has a value that is not supported. */
export class OptionError extends DistributedError {
  constructor(message: string) {
    super('OPTION', message)
  }
}

/** A launcher started this process, but its MPI library, or a way to call it, is missing. */
export class LibraryError extends DistributedError {
  constructor(message: string, options?: ErrorOptions) {
    super('LIBRARY', message, options)
  }
}

/** The launcher and the library are of different MPI implementations. */
export class AbiError extends DistributedError {
  constructor(message: string) {
    super('ABI', message)
  }
}

/** A call to MPI failed, most likely because another rank has ended. */
export class RankError extends DistributedError {
  constructor(message: string) {
    super('RANK', message)
  }
}

/** The ranks called a collective function with arrays of different lengths or types. */
export class SizeError extends DistributedError {
  constructor(message: string) {
    super('SIZE', message)
  }
}

/** A group was used after it was closed, or MPI is in use by other code of this process. */
export class StateError extends DistributedError {
  constructor(message: string) {
    super('STATE', message)
  }
}
