import { anything, options } from '@handwritten/checks'
import { OptionError } from '../errors'
import { describe } from './numbers'

/** Gives `value` back, or throws unless it is an integer of at least `least`. */
export function integerOption(metric: string, name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new OptionError(
    `${metric}: ${name} must be an integer of ${least} or more, got ${describe(value)}`,
  )
}

/** Gives `value` back, or throws unless it is a finite number above 0. */
export function positiveOption(metric: string, name: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value
  throw new OptionError(`${metric}: ${name} must be a number above 0, got ${describe(value)}`)
}

/** Gives `value` back, or throws unless it is a finite number of 0 or more. */
export function amountOption(operation: string, name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value
  throw new OptionError(
    `${operation}: ${name} must be a finite number of 0 or more, got ${describe(value)}`,
  )
}

/** The class names to print: those given, one per class, or else the class numbers. */
export function classNames(
  operation: string,
  classes: number,
  names: readonly string[] | undefined,
): readonly string[] {
  if (names === undefined) return Array.from({ length: classes }, (_, label) => String(label))
  if (names.length === classes) return names
  throw new OptionError(
    `${operation}: names must hold one name per class, expected ${classes}, got ${names.length}`,
  )
}

/** The arguments of a metric that needs nothing but the number of classes, which it checks itself. */
export const classesArguments = {
  options: /* @__PURE__ */ options<ClassesOptions>({ classes: anything<number>() }),
}

/** Options of the metrics that need nothing but the number of classes. */
export interface ClassesOptions {
  /** How many classes there are. */
  readonly classes: number
}
