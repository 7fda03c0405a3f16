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
  /** The name of the class, also where a minifier has renamed it. */
  override readonly name: string = 'TensorError'
  readonly code: TensorErrorCode

  constructor(code: TensorErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Shapes that do not fit each other or the operation. */
export class ShapeError extends TensorError {
  override readonly name = 'ShapeError'

  constructor(message: string) {
    super('SHAPE', message)
  }
}

/** A dtype that the operation does not take. */
export class DTypeError extends TensorError {
  override readonly name = 'DTypeError'

  constructor(message: string) {
    super('DTYPE', message)
  }
}

/** An axis out of range, or named twice. */
export class AxisError extends TensorError {
  override readonly name = 'AxisError'

  constructor(message: string) {
    super('AXIS', message)
  }
}

/** An index, row or class number out of range. */
export class IndexError extends TensorError {
  override readonly name = 'IndexError'

  constructor(message: string) {
    super('INDEX', message)
  }
}

/** An argument whose value the operation does not take. */
export class ValueError extends TensorError {
  override readonly name = 'ValueError'

  constructor(message: string) {
    super('VALUE', message)
  }
}

/** A gradient that was asked for where there is none. */
export class GradientError extends TensorError {
  override readonly name = 'GradientError'

  constructor(message: string) {
    super('GRADIENT', message)
  }
}

/** Bytes that are not the file they claim to be. */
export class FormatError extends TensorError {
  override readonly name = 'FormatError'

  constructor(message: string) {
    super('FORMAT', message)
  }
}

/** A backend that cannot be used here. */
export class BackendError extends TensorError {
  override readonly name = 'BackendError'

  constructor(message: string) {
    super('BACKEND', message)
  }
}

/** A function that cannot be captured, or not replayed as it was captured. */
export class CaptureError extends TensorError {
  override readonly name = 'CaptureError'

  constructor(message: string) {
    super('CAPTURE', message)
  }
}
