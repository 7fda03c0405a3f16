import { type Recipe, recipes } from '@handwritten/nn'
import { RunFailure } from '../training/failure'
import { changedRecipe, changeKeys, type RecipeChanges } from './recipe-changes'
import { settingText } from './setting-words'
import type { NormalizeMode, TrainOptions } from './train-options'

/** All settings that decide the figures of a run: saved with it, and used again when it is resumed. */
export interface RunSettings {
  /** With the changes of the command line. */
  readonly recipe: Recipe
  readonly seed: number
  /** Name of a published set, or path of data in another format. */
  readonly dataset: string
  /** Number of training images that are used; null for all. */
  readonly limit: number | null
  /** Parts into which each batch is cut. */
  readonly parts: number
  readonly normalize: NormalizeMode
  readonly imageSize?: readonly [height: number, width: number]
  readonly validation?: number
  readonly earlyStopping?: number
  readonly keepBest?: boolean
}

/**
 * The settings of a new run.
 * @param ranks processes that train together; batches have a part for each by default
 * @throws RunFailure if two settings contradict each other
 */
export function settingsOf(options: TrainOptions, ranks = 1): RunSettings {
  const { imageSize, validation, earlyStopping, keepBest } = options
  if (validation === undefined && (earlyStopping !== undefined || keepBest))
    throw new RunFailure(
      'wrong-use',
      `${keepBest ? '--keep-best' : '--early-stopping'} needs a validation set; add --validation 10%`,
    )
  return {
    recipe: changedRecipe(recipes[options.recipe ?? 'fast'], options),
    seed: options.seed ?? 1,
    dataset: options.dataset ?? 'mnist',
    limit: options.limit ?? null,
    parts: options.parts ?? ranks,
    normalize: options.normalize ?? 'auto',
    ...(imageSize && { imageSize }),
    ...(validation !== undefined && { validation }),
    ...(earlyStopping !== undefined && { earlyStopping }),
    ...(keepBest && { keepBest }),
  }
}

/**
 * The settings of a saved run that is resumed. It may have more epochs; other settings are fixed.
 * @throws RunFailure if an option differs from that of the saved run
 */
export function continuedSettings(saved: RunSettings, options: TrainOptions): RunSettings {
  const { recipe } = saved
  const fixed = [
    ['--recipe', options.recipe, recipe.name],
    ['--seed', options.seed, saved.seed],
    ['--dataset', options.dataset, saved.dataset],
    ['--limit', options.limit, saved.limit ?? 'all images'],
    ['--parts', options.parts, saved.parts],
    ['--normalize', options.normalize, saved.normalize],
    ['--image-size', options.imageSize?.join('x'), saved.imageSize?.join('x') ?? 'of the images'],
    ['--validation', options.validation, saved.validation ?? 'none'],
    ['--early-stopping', options.earlyStopping, saved.earlyStopping ?? 'none'],
    ['--keep-best', options.keepBest, saved.keepBest ?? false],
  ] as const
  for (const [flag, asked, was] of fixed)
    if (asked !== undefined && asked !== was) refuse(options, `${flag} ${asked}`, `${flag} ${was}`)
  for (const key of changeKeys) if (key !== 'epochs') requireSame(recipe, key, options)
  return { ...saved, recipe: { ...recipe, epochs: options.epochs ?? recipe.epochs } }
}

function requireSame(recipe: Recipe, key: keyof RecipeChanges, options: TrainOptions): void {
  if (options[key] === undefined) return
  const changed = changedRecipe(recipe, { [key]: options[key] })
  if (JSON.stringify(changed, sorted) === JSON.stringify(recipe, sorted)) return
  refuse(options, settingText(changed, key), settingText(recipe, key))
}

/** Objects with their keys in alphabetical order, for comparisons. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function refuse({ save }: TrainOptions, asked: string, was: string): never {
  throw new RunFailure(
    'wrong-use',
    `the run in ${save} was started with ${was} and is resumed with it; omit ${asked}, or start another run in another folder`,
  )
}
