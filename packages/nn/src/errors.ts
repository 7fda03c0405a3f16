/** The root of every error of this package; `code` names the rule that was broken. */
export class NetworkError extends Error {
  override name = 'NetworkError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** An option of a layer, a loss, an optimizer, a schedule or a recipe is out of its range. */
export class OptionError extends NetworkError {
  override name = 'OptionError'

  constructor(message: string) {
    super('OPTION', message)
  }
}

/** A layer cannot take its input; the message names the layer and the sizes. */
export class LayerError extends NetworkError {
  override name = 'LayerError'

  constructor(message: string, options?: ErrorOptions) {
    super('LAYER', message, options)
  }
}

/** Saved state does not fit the object it is loaded into; the message names the entry. */
export class StateError extends NetworkError {
  override name = 'StateError'

  constructor(message: string) {
    super('STATE', message)
  }
}

/** What is wrong with the bytes of a checkpoint. */
export type CheckpointFault = 'damaged' | 'foreign' | 'newer'

/** Bytes that are no checkpoint that can be read here; `fault` says why. */
export class CheckpointError extends NetworkError {
  override name = 'CheckpointError'
  readonly fault: CheckpointFault

  constructor(fault: CheckpointFault, message: string, options?: ErrorOptions) {
    super('CHECKPOINT', `checkpoint: ${message}`, options)
    this.fault = fault
  }
}

/** A file that cannot be written or read; the message names it. */
export class FileError extends NetworkError {
  override name = 'FileError'

  constructor(message: string, options?: ErrorOptions) {
    super('FILE', message, options)
  }
}

/** A layer that an export format has no words for; the message names it. */
export class ExportError extends NetworkError {
  override name = 'ExportError'

  constructor(message: string) {
    super('EXPORT', message)
  }
}

/** The trainer was asked for something that its place in the run does not allow. */
export class TrainerError extends NetworkError {
  override name = 'TrainerError'

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

/** What was the first to hold a number that is not finite. */
export type DivergenceSite = 'inputs' | 'outputs' | 'loss' | 'gradients' | 'weights'

/** What a {@link DivergenceError} tells. */
export interface Divergence {
  /** The step that made it, from 1 over the whole run, and its epoch. */
  readonly step: number
  readonly epoch: number
  readonly site: DivergenceSite
  /** The layer, or the parameter for gradients and weights; null where neither is to blame. */
  readonly layer: string | null
  /** Row numbers of the batch. */
  readonly rows: Int32Array
  readonly learningRate: number
  /** The loss by which it was noticed. */
  readonly loss: number
}

/** The run has made a loss that is no finite number; the message names step, layer and batch. */
export class DivergenceError extends NetworkError implements Divergence {
  override name = 'DivergenceError'
  readonly step: number
  readonly epoch: number
  readonly site: DivergenceSite
  readonly layer: string | null
  readonly rows: Int32Array
  readonly learningRate: number
  readonly loss: number

  constructor(told: Divergence) {
    const { site, layer, rows, step, epoch, learningRate, loss } = told
    const shown = `${rows.slice(0, 5).join(', ')}${rows.length > 5 ? ', ...' : ''}`
    const part = layer === null ? `the ${site}` : `the ${site} of ${layer}`
    const remedy =
      site === 'inputs'
        ? 'look at these samples'
        : `lower the learning rate, which was ${learningRate}, clip gradients, or look at these samples`
    super(
      'DIVERGED',
      `the loss became ${loss}: in step ${step} (epoch ${epoch}) ${part} became infinite or NaN, ` +
        `with the batch of rows ${shown} (${rows.length} in all); ${remedy}`,
    )
    this.step = step
    this.epoch = epoch
    this.site = site
    this.layer = layer
    this.rows = rows
    this.learningRate = learningRate
    this.loss = loss
  }
}
