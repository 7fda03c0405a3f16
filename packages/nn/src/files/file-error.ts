import { NetworkError } from '../errors'

/** Bytes that are not the file they should be, or a file that cannot be written; the message says which rule is broken. */
export class FileError extends NetworkError {
  constructor(message: string, options?: ErrorOptions) {
    super('FILE', message, options)
  }
}
