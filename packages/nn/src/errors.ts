/** The root of every error of this package; `code` names the rule that was broken. */
export class NetworkError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

/** An option of a layer, a loss, an optimizer, a schedule or a recipe is out of its range. */
export class OptionError extends NetworkError {
  constructor(message: string) {
    super('OPTION', message)
  }
}

/** A layer cannot take its input; the message names the layer and the sizes. */
export class LayerError extends NetworkError {
  constructor(message: string, options?: ErrorOptions) {
    super('LAYER', message, options)
  }
}

/** Saved state does not fit the object it is loaded into; the message names the entry. */
export class StateError extends NetworkError {
  constructor(message: string) {
    super('STATE', message)
  }
}

/** A file that cannot be written or read; the message names it. */
export class FileError extends NetworkError {
  constructor(message: string, options?: ErrorOptions) {
    super('FILE', message, options)
  }
}

/** A layer that an export format has no words for; the message names it. */
export class ExportError extends NetworkError {
  constructor(message: string) {
    super('EXPORT', message)
  }
}

/** The trainer was asked for something that its place in the run does not allow. */
export class TrainerError extends NetworkError {
  constructor(message: string) {
    super('TRAINER', message)
  }
}

/** Throws an {@link OptionError} saying `name must be ..., but is ...` unless `holds`. */
export function requireOption(holds: boolean, name: string, rule: string, value: unknown): void {
  if (!holds) throw new OptionError(`${name} must be ${rule}, but is ${String(value)}`)
}

/** Requires a whole number of at least `least`. */
export function requireCount(name: string, value: number, least = 1): void {
  requireOption(
    Number.isInteger(value) && value >= least,
    name,
    `a whole number of at least ${least}`,
    value,
  )
}
