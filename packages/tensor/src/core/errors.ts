/** What went wrong, in one word that programs can compare. */
export type TensorErrorCode =
  | 'SHAPE'
  | 'DTYPE'
  | 'AXIS'
  | 'INDEX'
  | 'VALUE'
  | 'GRADIENT'
  | 'FORMAT'
  | 'BACKEND'
  | 'CAPTURE'

/** Base of every error this package throws on purpose. The message names the operation first. */
export class TensorError extends Error {
  readonly code: TensorErrorCode

  constructor(code: TensorErrorCode, message: string) {
    super(message)
    this.name = new.target.name
    this.code = code
  }
}

/** Shapes that do not fit each other or the operation. */
export class ShapeError extends TensorError {
  constructor(message: string) {
    super('SHAPE', message)
  }
}

/** A dtype that the operation does not take. */
export class DTypeError extends TensorError {
  constructor(message: string) {
    super('DTYPE', message)
  }
}

/** An axis out of range, or named twice. */
export class AxisError extends TensorError {
  constructor(message: string) {
    super('AXIS', message)
  }
}

/** An index, row or class number out of range. */
export class IndexError extends TensorError {
  constructor(message: string) {
    super('INDEX', message)
  }
}

/** An argument whose value the operation does not take. */
export class ValueError extends TensorError {
  constructor(message: string) {
    super('VALUE', message)
  }
}

/** A gradient that was asked for where there is none. */
export class GradientError extends TensorError {
  constructor(message: string) {
    super('GRADIENT', message)
  }
}

/** Bytes that are not the file they claim to be. */
export class FormatError extends TensorError {
  constructor(message: string) {
    super('FORMAT', message)
  }
}

/** A backend that cannot be used here. */
export class BackendError extends TensorError {
  constructor(message: string) {
    super('BACKEND', message)
  }
}

/** A function that cannot be captured, or not replayed as it was captured. */
export class CaptureError extends TensorError {
  constructor(message: string) {
    super('CAPTURE', message)
  }
}
