/** What went wrong, in one word that programs can compare. */
export type MetricErrorCode =
  | 'EMPTY'
  | 'UNDEFINED'
  | 'INPUT'
  | 'LENGTH'
  | 'LABEL'
  | 'NOT_FINITE'
  | 'PROBABILITY'
  | 'OVERFLOW'
  | 'OPTION'
  | 'MERGE'
  | 'STATE'

/** Base of every error this package throws on purpose. The message names the operation first. */
export class MetricError extends Error {
  override name = 'MetricError'
  readonly code: MetricErrorCode

  constructor(code: MetricErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A result was asked for before anything was seen. */
export class EmptyMetricError extends MetricError {
  override name = 'EmptyMetricError'

  constructor(operation: string) {
    super('EMPTY', `${operation}: nothing was seen yet; call update first`)
  }
}

/** What was seen does not determine the result (the formula would divide zero by zero). */
export class UndefinedMetricError extends MetricError {
  override name = 'UndefinedMetricError'

  constructor(message: string) {
    super('UNDEFINED', message)
  }
}

/** An argument that has no length and indices. */
export class InputError extends MetricError {
  override name = 'InputError'

  constructor(message: string) {
    super('INPUT', message)
  }
}

/** Arrays whose lengths do not fit each other or the number of classes. */
export class LengthError extends MetricError {
  override name = 'LengthError'

  constructor(message: string) {
    super('LENGTH', message)
  }
}

/** A class number that is not an integer, or out of range. */
export class LabelError extends MetricError {
  override name = 'LabelError'

  constructor(message: string) {
    super('LABEL', message)
  }
}

/** A value, score or weight that is NaN, infinite or no number at all. */
export class NotFiniteError extends MetricError {
  override name = 'NotFiniteError'

  constructor(message: string) {
    super('NOT_FINITE', message)
  }
}

/** A probability outside 0 to 1. */
export class ProbabilityError extends MetricError {
  override name = 'ProbabilityError'

  constructor(message: string) {
    super('PROBABILITY', message)
  }
}

/** A sum beyond the largest float64. */
export class SumOverflowError extends MetricError {
  override name = 'SumOverflowError'

  constructor(metric: string) {
    super('OVERFLOW', `${metric}: a sum is beyond the largest float64; scale the values down`)
  }
}

/** An option outside its range. */
export class OptionError extends MetricError {
  override name = 'OptionError'

  constructor(message: string) {
    super('OPTION', message)
  }
}

/** Two metrics of different kinds or settings cannot be merged. */
export class MergeError extends MetricError {
  override name = 'MergeError'

  constructor(message: string) {
    super('MERGE', message)
  }
}

/** A saved state that is not one of this metric. */
export class StateError extends MetricError {
  override name = 'StateError'

  constructor(message: string) {
    super('STATE', message)
  }
}
